#include "simulator/orm/read_group_fill.h"

#include <algorithm>
#include <set>
#include <utility>

#include "simulator/orm/fault.h"

namespace paridoo::orm {

namespace {

constexpr std::size_t groups_max = 100'000;

// What the first and the last group are to be; empty if nothing says so.
struct Bounds {
  std::string from = {};
  std::string to = {};
};

std::string bound(const GroupQuery& query, const Dict& options, std::string_view name) {
  const Value& given = options.get(name);
  if (!given) return {};
  if (!given.is_text() || !parse_moment(given.text()))
    throw value_error(std::string(name) + " is no date: " + repr(given));
  const GroupTerm& term = query.groups.front();
  return interval_of(query.model.env(), *term.field, given.text(), term.granularity);
}

Bounds bounds(const GroupQuery& query, const Dict& options, const std::vector<std::string>& existing) {
  Bounds out{bound(query, options, "fill_from"), bound(query, options, "fill_to")};
  if (out.from.empty() && !existing.empty()) out.from = existing.front();
  if (out.to.empty() && !existing.empty()) out.to = existing.back();
  if (out.to.empty()) out.to = out.from;
  if (out.from.empty()) out.from = out.to;
  if (out.from.empty() || !options.get("min_groups").is_integer()) return out;
  std::string least = out.from;
  for (std::int64_t count = 1; count < std::min<std::int64_t>(options.get("min_groups").integer(), groups_max); ++count)
    least = next_interval(least, query.groups.front().granularity);
  out.to = std::max(out.to, least);
  return out;
}

List empty_row(const GroupQuery& query, const std::string& date) {
  List row(query.groups.size());
  row.front() = date;
  for (const AggregateTerm& figure : query.aggregates) row.push_back(empty_figure(figure));
  return row;
}

// The dates of all groups, in their order.
std::set<std::string> wanted_dates(const GroupQuery& query, const Bounds& bounds,
                                   const std::vector<std::string>& existing) {
  std::set<std::string> dates(existing.begin(), existing.end());
  if (bounds.to < bounds.from) return dates;
  for (std::string date = bounds.from; date <= bounds.to;
       date = next_interval(date, query.groups.front().granularity)) {
    dates.insert(date);
    if (dates.size() > groups_max) throw value_error("fill_temporal asks for more than 100000 groups");
  }
  return dates;
}

}  // namespace

std::vector<List> filled(const GroupQuery& query, std::vector<List> rows) {
  const Value& asked = query.model.env().context("fill_temporal");
  if (query.groups.empty() || !(asked.is_dict() || (asked && !rows.empty()))) return rows;
  if (!is_interval(query.groups.front().granularity)) return rows;
  std::vector<std::string> existing;
  for (const List& row : rows)
    if (row.front().is_text()) existing.push_back(row.front().text());
  const Bounds range = bounds(query, asked.is_dict() ? asked.dict() : Dict(), existing);
  if (range.from.empty() || range.to < range.from) return rows;
  std::vector<List> out;
  for (const std::string& date : wanted_dates(query, range, existing)) {
    const std::size_t before = out.size();
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(out),
                 [&](const List& row) { return row.front() == Value(date); });
    if (out.size() == before) out.push_back(empty_row(query, date));
  }
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(out),
               [](const List& row) { return row.front().is_none(); });
  return out;
}

}  // namespace paridoo::orm
