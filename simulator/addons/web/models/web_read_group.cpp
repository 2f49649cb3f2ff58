#include <algorithm>
#include <map>
#include <set>

#include "simulator/addons/web/models/web_groups.h"
#include "simulator/addons/web/models/web_read.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::web {

using namespace orm;

namespace {

constexpr std::int64_t opened_max = 10;

using Order = std::vector<std::pair<std::string, std::string>>;  // fields and how they are sorted: "DESC NULLS LAST"

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    parts.push_back(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

Order order_in(const Value& given) {
  Order order;
  for (const std::string& part : split(given.is_text() ? std::string_view(given.text()) : "", ',')) {
    const std::size_t space = std::min(part.find(' '), part.size());
    const std::string direction = trimmed(std::string_view(part).substr(space));
    order.emplace_back(part.substr(0, space), direction.empty() ? "ASC" : direction);
  }
  return order;
}

std::int64_t count_in(const Dict& dict, std::string_view name, std::int64_t otherwise = 0) {
  return dict.get(name).is_integer() ? dict.get(name).integer() : otherwise;
}

// The key of a group as clients name it: an id, the beginning of a span of time, a value.
Value raw_key(const Value& key) { return key.is_list() && !key.list().empty() ? key.list().front() : key; }

class OpenedGroups {
 public:
  OpenedGroups(const RecordSet& self, const Arguments& arguments)
      : self_(self), arguments_(arguments), order_(order_in(arguments["order"])), aggregates_(aggregates()) {
    for (const Value& spec : arguments["groupby"].is_list() ? arguments["groupby"].list() : List{})
      groupby_.push_back(spec.text());
    if (groupby_.empty()) throw Fault(FaultKind::assertion_error, "groups are by some field");
  }

  Value read() {
    auto [groups, length] = level(0, arguments_["domain"], count("offset"), count("limit"));
    open(groups, 0, Domain::everything(), arguments_["opening_info"], static_cast<bool>(arguments_["auto_unfold"]));
    add_values(groups, 0);
    return Dict{{"groups", std::move(groups)}, {"length", length}};
  }

 private:
  std::int64_t count(std::string_view name) const { return count_in(arguments_.all(), name); }

  // How many there are of a group is asked in any case.
  List aggregates() const {
    List out = arguments_["aggregates"].is_list() ? arguments_["aggregates"].list() : List{};
    if (std::find(out.begin(), out.end(), Value("__count")) == out.end()) out.emplace_back("__count");
    return out;
  }

  std::string group_order(std::size_t at) const {
    const std::string& spec = groupby_[at];
    std::string out;
    bool is_sorted = false;
    const auto add = [&](const std::string& term) { out += (out.empty() ? "" : ", ") + term; };
    for (const auto& [field, direction] : order_) {
      if (field == "__count") {
        add(field + " " + direction);
        continue;
      }
      if (!is_sorted && (field == spec || spec.starts_with(field + ":"))) {
        is_sorted = true;
        add(spec + " " + direction);
      }
      for (const Value& figure : aggregates_)
        if (figure.is_text() && figure.text().starts_with(field + ":")) {
          add(figure.text() + " " + direction);
          break;
        }
    }
    if (!is_sorted) add(spec);
    return out;
  }

  Value groups_of(std::size_t at, const Value& domain, std::int64_t offset, std::int64_t limit) const {
    return self_.call("formatted_read_group", {domain, List{groupby_[at]}, aggregates_},
                      {{"offset", offset}, {"limit", limit ? Value(limit) : Value()}, {"order", group_order(at)}});
  }

  // Groups, and how many there would be without the limit.
  std::pair<List, std::int64_t> level(std::size_t at, const Value& domain, std::int64_t offset,
                                      std::int64_t limit) const {
    List groups = groups_of(at, domain, offset, limit).list();
    const auto found = static_cast<std::int64_t>(groups.size());
    if (found == 0) return {std::move(groups), 0};
    if (!limit || found != limit) return {std::move(groups), found + offset};
    const auto further = static_cast<std::int64_t>(groups_of(at, domain, limit, 0).list().size());
    return {std::move(groups), limit + further};
  }

  static const Dict* opening_of(const Value& opening, const Value& key) {
    if (!opening.is_list()) return nullptr;
    for (const Value& one : opening.list())
      if (one.is_dict() && one.dict().get("value") == key) return &one.dict();
    return nullptr;
  }

  void open(List& groups, std::size_t at, const Domain& above, const Value& opening, bool unfold) {
    const Field& field = self_.model().at(groupby_[at].substr(0, groupby_[at].find_first_of(":.")));
    const Value& most = self_.env().context("max_number_opened_groups");
    std::int64_t opened = 0;
    for (Value& one : groups) {
      Dict& group = one.dict();
      const Value* told = group.find("__fold");
      const bool knows_fold = told, is_folded = told && *told;
      group.erase("__fold");
      const Value& key = group.get(groupby_[at]);
      const Dict* asked = opening_of(opening, raw_key(key));
      if (asked && asked->get("folded")) continue;
      const bool stays_closed = (!unfold && !knows_fold) || opened >= (most ? most.integer() : opened_max) ||
                                is_folded || (field.is_relational() && !key);
      if (!asked && stays_closed) continue;
      ++opened;
      open_one(group, at, above, asked ? *asked : Dict());
    }
  }

  void open_one(Dict& group, std::size_t at, const Domain& above, const Dict& asked) {
    const std::int64_t limit = asked.empty() ? count("unfold_read_default_limit") : count_in(asked, "limit");
    Domain domain = above & parse_domain(group.get("__extra_domain"));
    if (at + 1 == groupby_.size()) return read_records(group, domain, asked, limit);
    auto [groups, length] = level(at + 1, to_list(Domain(domain) & whole_domain()), count_in(asked, "offset"), limit);
    open(groups, at + 1, domain, asked.get("groups"), false);
    group.set("__groups", Dict{{"groups", std::move(groups)}, {"length", length}});
  }

  Domain whole_domain() const {
    return arguments_["domain"] ? parse_domain(arguments_["domain"]) : Domain::everything();
  }

  void read_records(Dict& group, Domain domain, const Dict& asked, std::int64_t limit) const {
    std::int64_t offset = count_in(asked, "offset");
    if (const Value& bar = asked.get("progressbar_domain")) domain = std::move(domain) & parse_domain(bar);
    if (offset && offset >= count_in(group, "__count")) {
      offset = 0;
      group.set("__offset", 0);
    }
    const RecordSet found =
        self_.search(whole_domain() & domain, {.offset = offset, .limit = limit, .order = record_order()});
    group.set("__records", web_read(found, specification_of(arguments_["unfold_read_specification"])));
  }

  std::string record_order() const {
    std::string out;
    const auto is_group = [&](const std::string& field) { return std::ranges::count(groupby_, field) > 0; };
    const auto add = [&](const std::string& term) { out += (out.empty() ? "" : ", ") + term; };
    for (const auto& [field, direction] : order_)
      if (!is_group(field) && field != "__count") add(field + " " + direction);
    for (const std::string& part : split(self_.model().facts->order, ',')) {
      const std::string field = part.substr(0, part.find(' '));
      const bool is_known = std::any_of(order_.begin(), order_.end(), [&](const auto& o) { return o.first == field; });
      if (!is_known && !is_group(field)) add(part);
    }
    return out;
  }

  // What a view wants to know of the records that it groups by.
  void add_values(List& groups, std::size_t at) const {
    const Value& wanted = arguments_["groupby_read_specification"];
    if (!wanted.is_dict() || at == groupby_.size()) return;
    const Value* specification = wanted.dict().find(groupby_[at]);
    for (Value& group : groups) {
      if (specification) add_value(group.dict(), at, specification_of(*specification));
      if (Value* below = group.dict().find("__groups")) add_values(below->dict().find("groups")->list(), at + 1);
    }
  }

  void add_value(Dict& group, std::size_t at, const Dict& specification) const {
    const Field& field = self_.model().at(groupby_[at]);
    if (!field.comodel) throw Fault(FaultKind::assertion_error, "only records have values to be read");
    const Value key = raw_key(group.get(groupby_[at]));
    const RecordSet record = self_.env()[field.comodel->name].browse(key.is_integer() ? key.integer() : 0);
    group.set("__values", record ? web_read(record, specification).list().front() : Value(Dict{{"id", false}}));
  }

  const RecordSet& self_;
  const Arguments& arguments_;
  const Order order_;
  const List aggregates_;
  std::vector<std::string> groupby_ = {};
};

}  // namespace

Value web_read_opened_groups(const RecordSet& self, const Arguments& arguments) {
  return OpenedGroups(self, arguments).read();
}

}  // namespace paridoo::addons::web
