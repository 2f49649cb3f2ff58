// What the form of an entry or an invoice does when somebody changes a field in it.
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/orm/draft.h"

namespace paridoo::addons::account {

using namespace orm;

// Every line of an invoice is its partner's.
Value onchange_partner_id(const RecordSet& move) {
  if (!is_invoice(move)) return {};
  const RecordSet partner = move["commercial_partner_id"];
  for (const RecordSet& line : move["line_ids"] | move["invoice_line_ids"])
    if (!(line["partner_id"] == partner))
      assign_in_form(line, "partner_id", partner.empty() ? Value(false) : Value(partner.id()));
  return {};
}

// The form shows the same lines in two lists, and saves between changes of the one and the other: the list that is not
// changed is left out.
Value onchange(const RecordSet& self, const Arguments& arguments, const Super& super) {
  const Value& changed = arguments["field_names"];
  const auto is_changed = [&](const char* list) {
    if (changed == Value(list)) return true;
    if (!changed.is_list()) return false;
    for (const Value& name : changed.list())
      if (name == Value(list)) return true;
    return false;
  };
  const char* other = is_changed("line_ids")           ? "invoice_line_ids"
                      : is_changed("invoice_line_ids") ? "line_ids"
                                                       : nullptr;
  if (!other) return super();
  Dict bound = arguments.all();
  for (const char* name : {"values", "fields_spec"}) {
    Dict kept = bound.get(name).is_dict() ? bound.get(name).dict() : Dict();
    kept.erase(other);
    bound.set(name, std::move(kept));
  }
  return super(self, Arguments(std::move(bound)));
}

}  // namespace paridoo::addons::account
