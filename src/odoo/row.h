// Reads the record that Odoo answered, field by field, into our own types.
//
//   RowReader row("sale.order", value);
//   Order order{.id = row.id("id"), .name = row.text("name"), .customer = row.reference("partner_id")};
//   return row.finish(std::move(order));
//
// A field that is absent or of another kind does not throw: its reader answers an empty value, and finish() the error.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/odoo/value.h"
#include "src/result/result.h"

namespace paridoo::odoo {

// What a many2one field says: the id and the display name of the record that it leads to.
struct Reference {
  Id id = 0;
  std::string name = {};

  bool operator==(const Reference&) const = default;
};

class RowReader {
 public:
  // Keeps references: both must outlive the reader.
  RowReader(std::string_view model, const Value& row) : model_(model), row_(row) {}

  Id id(std::string_view field);
  double number(std::string_view field);
  // A sum of read_group: 0 where Odoo says false, which it does if no record has a number.
  double sum(std::string_view field);
  bool flag(std::string_view field);
  std::string text(std::string_view field);
  Reference reference(std::string_view field);
  // Of an x2many field, whether its records were read too or not.
  Ids ids(std::string_view field);
  // The records of an x2many field that was asked for with fields of theirs.
  const List& rows(std::string_view field);
  // Empty where Odoo says false.
  std::optional<std::string> optional_text(std::string_view field);
  std::optional<Reference> optional_reference(std::string_view field);

  // `read`, or malformed_answer with the first field that was not as expected.
  template <typename T>
  Result<T> finish(T read) const {
    if (wrong_field_.empty()) return read;
    return error();
  }

 private:
  const Value* find(std::string_view field, bool (*fits)(const Value&));
  Error error() const;

  std::string_view model_;
  const Value& row_;
  std::string wrong_field_;
};

// All rows through one reader, or the first error.
template <typename T, typename Read>
Result<std::vector<T>> read_all(const List& rows, Read read) {
  std::vector<T> all;
  all.reserve(rows.size());
  for (const auto& row : rows) {
    Result<T> one = read(row);
    if (!one) return one.error();
    all.push_back(*std::move(one));
  }
  return all;
}

}  // namespace paridoo::odoo
