#include "src/stock/validate_delivery.h"

#include <fmt/format.h>

#include "src/stock/picked_moves.h"

namespace paridoo::stock {

namespace {

using odoo::where;

constexpr std::string_view backorder_wizard = "stock.backorder.confirmation";

Result<void> check_open(const Delivery& delivery) {
  if (delivery.state != "done" && delivery.state != "cancel") return {};
  const auto message = fmt::format("Delivery {} cannot be validated: its state is {}.", delivery.name, delivery.state);
  return Error{ErrorKind::invalid_state, message};
}

// The wizard that asks whether the rest becomes a backorder, answered with yes.
Result<void> make_backorder(const odoo::Session& odoo, Id id) {
  odoo::List picks;
  picks.emplace_back(odoo::command::link(id));
  const auto asked = odoo.with_context({{"button_validate_picking_ids", odoo::Ids{id}}, {"default_pick_ids", picks}});
  const auto wizard = asked.create(backorder_wizard, {});
  if (!wizard) return wizard.error();
  const auto processed = asked.call_on(backorder_wizard, {*wizard}, "process");
  if (!processed) return processed.error();
  return {};
}

Result<void> write_all(const odoo::Session& odoo, Id id, const std::vector<PickedMove>& picked) {
  odoo::Ids as_reserved;
  for (const auto& move : picked) {
    if (move.is_as_reserved()) {
      as_reserved.push_back(move.move->id);
    } else if (auto written = write_picked(odoo, id, move); !written) {
      return written;
    }
  }
  if (as_reserved.empty()) return {};
  return odoo.write("stock.move", as_reserved, {{"picked", true}});
}

// What asked for a decision left the delivery as it was.
Result<ValidatedDelivery> read_validated(const odoo::Session& odoo, Id id) {
  auto found = read_delivery_and_backorders(odoo, id);
  if (!found) return found.error();
  if (found->empty()) return Error{ErrorKind::not_found, fmt::format("There is no delivery {}.", id)};
  auto& delivery = found->front();
  if (delivery.state != "done") {
    const auto message = fmt::format("Odoo asks a person to decide about delivery {} first.", delivery.name);
    return Error{ErrorKind::confirmation_needed, message};
  }
  ValidatedDelivery validated{.delivery = std::move(delivery)};
  if (found->size() > 1) validated.backorder = odoo::Reference{.id = found->at(1).id, .name = found->at(1).name};
  return validated;
}

}  // namespace

// Odoo answers true, or the window that it would open: a question, or something to print.
Result<void> press_validate(const odoo::Session& odoo, Id id, bool may_make_backorder) {
  const auto answer = odoo.call_on("stock.picking", {id}, "button_validate");
  if (!answer) return answer.error();
  const odoo::Value* window = answer->find("res_model");
  if (!window || *window != odoo::Value(backorder_wizard)) return {};
  if (may_make_backorder) return make_backorder(odoo, id);
  return Error{ErrorKind::partial_delivery, "Not everything would leave: allow a backorder for the rest."};
}

Result<ValidatedDelivery> validate_delivery(const odoo::Session& odoo, Id id, const DeliveryValidation& validation) {
  // Their lines matter only to who says what was picked.
  const auto delivery =
      validation.picked.empty() ? read_delivery_and_moves(odoo, id) : read_delivery_with_moves(odoo, id);
  if (!delivery) return delivery.error();
  if (auto open = check_open(delivery->delivery); !open) return open.error();
  const auto picked = resolve_picked(odoo, *delivery, validation.picked);
  if (!picked) return picked.error();
  if (!validation.make_backorder) {
    if (auto complete = check_complete(*delivery, *picked); !complete) return complete.error();
  }
  if (auto written = write_all(odoo, id, *picked); !written) return written.error();
  if (auto validated = press_validate(odoo, id, validation.make_backorder); !validated) return validated.error();
  return read_validated(odoo, id);
}

}  // namespace paridoo::stock
