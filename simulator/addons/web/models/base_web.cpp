// What the web client asks of every model.
#include "simulator/addons/web/models.h"
#include "simulator/addons/web/models/onchange.h"
#include "simulator/addons/web/models/web_groups.h"
#include "simulator/addons/web/models/web_read.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/formatted_read_group.h"

namespace paridoo::addons::web {

using namespace orm;

namespace {

Value read_as_specified(const RecordSet& self, const Arguments& arguments) {
  return web_read(self, specification_of(arguments["specification"]));
}

std::int64_t count_of(const Value& given) { return given.is_integer() ? given.integer() : 0; }

// A client that got fewer records than its limit knows how many there are; the others are counted.
std::int64_t length_of(const RecordSet& self, const Arguments& arguments, std::int64_t found) {
  const std::int64_t limit = count_of(arguments["limit"]), count_limit = count_of(arguments["count_limit"]);
  const std::int64_t known = found + count_of(arguments["offset"]);
  const bool enough = count_limit && count_limit <= known;
  const bool must_count = limit && ((found == limit && !enough) || self.env().context("force_search_count"));
  if (!must_count) return known;
  return self.call("search_count", {arguments["domain"]}, {{"limit", arguments["count_limit"]}}).integer();
}

Value web_search_read(const RecordSet& self, const Arguments& arguments) {
  Dict search = arguments.all();
  search.erase("specification");
  search.erase("count_limit");
  const Ids ids = self.call("search", {}, search).ids();
  if (ids.empty()) return Dict{{"length", 0}, {"records", List{}}};
  return Dict{{"length", length_of(self, arguments, static_cast<std::int64_t>(ids.size()))},
              {"records", web_read(self.browse(ids), specification_of(arguments["specification"]))}};
}

Value web_save(const RecordSet& self, const Arguments& arguments) {
  RecordSet saved = self;
  if (self.empty())
    saved = self.browse(self.call("create", {arguments["vals"]}).integer());
  else
    self.call("write", {arguments["vals"]});
  if (arguments["next_id"].is_integer()) saved = self.browse(arguments["next_id"].integer());
  return web_read(saved.with_context({{"bin_size", true}}), specification_of(arguments["specification"]));
}

Value web_save_multi(const RecordSet& self, const Arguments& arguments) {
  const Value& all = arguments["vals_list"];
  if (!all.is_list() || all.list().size() != self.size())
    throw value_error("Each record must have a corresponding vals entry.");
  for (std::size_t at = 0; at < self.size(); ++at) self.at(at).call("write", {all.list()[at]});
  return web_read(self.with_context({{"bin_size", true}}), specification_of(arguments["specification"]));
}

Value web_resequence(const RecordSet& self, const Arguments& arguments) {
  const Value& field = arguments["field_name"];
  if (!field.is_text() || !self.model().has(field.text())) return List{};
  std::int64_t place = count_of(arguments["offset"]);
  for (const RecordSet& record : self) record.write({{field.text(), place++}});
  return web_read(self, specification_of(arguments["specification"]));
}

Value web_name_search(const RecordSet& self, const Arguments& arguments) {
  Dict search = arguments.all();
  search.erase("specification");
  const Value found = self.call("name_search", {}, search);
  const Dict& specification = specification_of(arguments["specification"]);
  if (specification.size() != 1 || !specification.contains("display_name")) {
    Ids ids;
    for (const Value& pair : found.list()) ids.push_back(pair.list().front().integer());
    return web_read(self.browse(ids), specification);
  }
  List rows;
  for (const Value& pair : found.list())
    rows.emplace_back(
        Dict{{"id", pair.list()[0]}, {"display_name", pair.list()[1]}, {"__formatted_display_name", pair.list()[1]}});
  return rows;
}

// Groups, and how many there would be without the limit.
Value web_read_group(const RecordSet& self, const Arguments& arguments) {
  Dict asked = arguments.all();
  const Value groups = self.call("read_group", {}, asked);
  const std::int64_t limit = count_of(arguments["limit"]), found = static_cast<std::int64_t>(groups.list().size());
  if (limit == 0 || found < limit)
    return Dict{{"groups", groups}, {"length", found ? found + count_of(arguments["offset"]) : 0}};
  asked.set("limit", Value());
  asked.set("offset", 0);
  return Dict{{"groups", groups}, {"length", self.call("read_group", {}, asked).list().size()}};
}

}  // namespace

Behaviour base_web() {
  constexpr In from_19{.since = Series::v19};
  return {
      .mixin_marker = "id",
      .methods =
          {
              {"web_read", "specification", read_as_specified},
              model_method("web_search_read",
                           "domain, specification, offset=0, limit=None, order=None, count_limit=None",
                           web_search_read),
              {"web_save", "vals, specification, next_id=None", web_save},
              {"web_save_multi", "vals_list, specification", web_save_multi, from_19},
              {"web_resequence", "specification, field_name='sequence', offset=0", web_resequence, from_19},
              model_method("web_name_search", "name, specification, domain=None, operator='ilike', limit=100",
                           web_name_search, from_19),
              model_method("web_read_group", "domain, fields, groupby, limit=None, offset=0, orderby=False, lazy=True",
                           web_read_group, In{.until = Series::v18}),
              model_method("web_read_group",
                           "domain, groupby, aggregates=[], limit=None, offset=0, order=None, auto_unfold=False, "
                           "opening_info=None, unfold_read_specification=None, unfold_read_default_limit=80, "
                           "groupby_read_specification=None",
                           web_read_opened_groups, from_19),
              model_method("formatted_read_group",
                           "domain, groupby=[], aggregates=[], having=[], offset=0, limit=None, order=None",
                           formatted_read_group, from_19),
              {"onchange", "values, field_names, fields_spec", onchange},
              model_method("read_progress_bar", "domain, group_by, progress_bar", read_progress_bar),
              model_method("search_panel_select_range", "field_name, **kwargs", search_panel_select_range),
              model_method("search_panel_select_multi_range", "field_name, **kwargs", search_panel_select_multi_range),
          },
  };
}

}  // namespace paridoo::addons::web
