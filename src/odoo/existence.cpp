#include "src/odoo/existence.h"

#include <fmt/format.h>

#include "src/odoo/row.h"

namespace paridoo::odoo {

Result<Ids> existing(const Session& odoo, std::string_view model, const Ids& ids) {
  constexpr std::string_view only_the_id[] = {"id"};
  const auto rows = odoo.search_read(model, where("id", "in", ids), only_the_id);
  if (!rows) return rows.error();
  return read_all<Id>(*rows, [](const Value& row) {
    RowReader reader("id", row);
    return reader.finish(reader.id("id"));
  });
}

Result<void> check_exists(const Session& odoo, std::string_view model, Id id, std::string_view pointer) {
  const auto found = existing(odoo, model, {id});
  if (!found) return found.error();
  if (!found->empty()) return {};
  return Error{.kind = ErrorKind::not_found,
               .message = fmt::format("There is no {} {}.", model, id),
               .pointer = std::string(pointer)};
}

}  // namespace paridoo::odoo
