// RecordSet's searches.
#include <algorithm>

#include "simulator/orm/domain_compile.h"
#include "simulator/orm/domain_sql.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/own_access.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

namespace {

void append_bounds(Sql& select, const SearchOptions& options) {
  if (!options.limit && !options.offset) return;
  append(select, sql(" LIMIT ", Bound{options.limit ? options.limit : -1}, " OFFSET ", Bound{options.offset}));
}

RecordSet part_of(const RecordSet& all, const SearchOptions& options) {
  const std::size_t first = std::min<std::size_t>(options.offset, all.size());
  const std::size_t most = options.limit ? options.limit : all.size();
  const auto begin = all.ids().begin() + static_cast<std::ptrdiff_t>(first);
  return all.browse(Ids(begin, begin + static_cast<std::ptrdiff_t>(std::min(most, all.size() - first))));
}

}  // namespace

RecordSet RecordSet::search(const Domain& domain, const SearchOptions& options) const {
  if (is_plainly_false(domain)) return none();
  Sql select = search_sql(*this, domain, options.order);
  const bool cut_later = hides_found(*this) && searches_in_full(*this);
  if (!cut_later) append_bounds(select, options);
  const RecordSet shown = shown_of(browse(env_.store().ids(select.text, select.parameters)));
  return cut_later ? part_of(shown, options) : shown;
}

std::int64_t RecordSet::search_count(const Domain& domain) const {
  Compilation compilation;
  const Selection found = selection(compilation, *this, domain);
  const Sql select =
      sql("SELECT COUNT(*) FROM ", identifier(model_->table), " AS ", found.rows.alias, " WHERE ", found.where);
  flush_reads(env_, compilation);
  return env_.store().scalar(select.text, select.parameters).integer();
}

RecordSet RecordSet::sorted() const { return empty() ? *this : search(term("id", "in", ids_)); }

std::vector<RecordSet::Group> RecordSet::sums_by(std::string_view field, std::span<const std::string_view> summed,
                                                 const Domain& domain) const {
  Compilation compilation;
  const Selection found = selection(compilation, *this, domain);
  Sql select = sql("SELECT ", field_sql(compilation, found.rows, model_->at(field)), ", COUNT(*)");
  for (const std::string_view name : summed)
    append(select, sql(", SUM(", field_sql(compilation, found.rows, model_->at(name)), ")"));
  append(select, sql(" FROM ", identifier(model_->table), " AS ", found.rows.alias, " WHERE ", found.where,
                     " GROUP BY 1 ORDER BY 1"));
  flush_reads(env_, compilation);
  std::vector<Group> groups;
  env_.store().run(select.text, select.parameters, [&](const StoreRow& row) {
    Group group{.key = row.value(0), .sums = {}, .count = row.integer(1)};
    for (std::size_t at = 0; at < summed.size(); ++at) group.sums.push_back(row.real(static_cast<int>(at) + 2));
    groups.push_back(std::move(group));
  });
  return groups;
}

}  // namespace paridoo::orm
