// Transfers: drafted, confirmed, reserved, carried out, cancelled, returned.
#include <algorithm>

#include "tests/properties/stockroom/commands.h"

namespace paridoo::stockroom {
namespace {

using orm::Dict;
using orm::Ids;
using orm::List;
using orm::Value;

// --- drafting

// Sometimes in dozens.
Dict move_values(Stockroom& room, Id from, Id to, int pick) {
  const Product& product = one_of(room.products(), pick);
  Dict values{{"product_id", ref("product.product", product.id)},
              {"product_uom_qty", one_of(product.quantities, pick / 5)},
              {"location_id", ref("stock.location", from)},
              {"location_dest_id", ref("stock.location", to)}};
  if (room.series() != orm::Series::v19) values.set("name", "move");
  if (product.tracking != "serial" && pick % 7 == 0) values.set("product_uom", ref("uom.uom", room.dozen()));
  return values;
}

Id draft(Stockroom& room, std::string_view code, Id kept_at, Id from, Id to, const Step& step) {
  List moves;
  for (int at = 0; at <= step.third % 2; ++at)
    moves.push_back(List{0, 0, move_values(room, from, to, step.second + at * 3)});
  const Dict values{{"picking_type_id", ref("stock.picking.type", room.picking_type(code, kept_at))},
                    {"location_id", ref("stock.location", from)},
                    {"location_dest_id", ref("stock.location", to)},
                    {"move_type", step.third / 2 % 3 == 0 ? "one" : "direct"},
                    {"move_ids", moves}};
  return room.call("stock.picking", "create", only(values), {}, step.third % 5 == 0).integer();
}

Promise transfer_is(Id id, std::vector<std::string> states) {
  return [=](const Stock& after) {
    const std::string& state = after.transfers.at(id).state;
    return require(std::find(states.begin(), states.end(), state) != states.end(),
                   "transfer " + std::to_string(id) + " is " + states.front() + ", not " + state);
  };
}

void confirm(Stockroom& room, Id id, const Step& step) {
  room.call("stock.picking", "action_confirm", only(refs("stock.picking", {id})), {}, step.third % 3 == 0);
}

const std::vector<std::string> under_way = {"assigned", "confirmed", "waiting"};

Done draft_or_confirm(Stockroom& room, Id id, const Step& step) {
  if (step.first % 4 == 0) return transfer_is(id, {"draft"});
  confirm(room, id, step);
  return transfer_is(id, under_way);
}

// What comes from outside is there as soon as it is confirmed.
Done receive(Stockroom& room, const Stock&, const Step& step) {
  const Id shelf = one_of(room.shelves(), step.first);
  const Id id = draft(room, "incoming", shelf, room.suppliers(), shelf, step);
  if (step.first % 4 == 0) return transfer_is(id, {"draft"});
  confirm(room, id, step);
  return transfer_is(id, {"assigned"});
}

Done deliver(Stockroom& room, const Stock&, const Step& step) {
  const Id shelf = one_of(room.shelves(), step.first);
  return draft_or_confirm(room, draft(room, "outgoing", shelf, shelf, room.customers(), step), step);
}

Done relocate(Stockroom& room, const Stock&, const Step& step) {
  const Id from = one_of(room.shelves(), step.first);
  const Id to = one_of(room.shelves(), step.first + 1 + step.second % 2);
  return draft_or_confirm(room, draft(room, "internal", from, from, to, step), step);
}

// --- from state to state

std::optional<Id> pick(const Stock& stock, const Step& step, const std::function<bool(const Transfer&)>& holds) {
  const Ids found = transfers_where(stock, holds);
  if (found.empty()) return {};
  return one_of(found, step.first);
}
bool is_draft(const Transfer& transfer) { return transfer.state == "draft"; }
bool is_under_way(const Transfer& transfer) { return is_open(transfer.state) && transfer.state != "draft"; }

Done confirm_draft(Stockroom& room, const Stock& before, const Step& step) {
  const auto id = pick(before, step, is_draft);
  if (!id) return {};
  confirm(room, *id, step);
  return transfer_is(*id, under_way);
}

Done reserve(Stockroom& room, const Stock& before, const Step& step) {
  const auto id = pick(before, step, is_under_way);
  if (!id) return {};
  room.call("stock.picking", "action_assign", only(refs("stock.picking", {*id})), {}, step.third % 3 == 0);
  return [ledger = on_hand(before)](const Stock& after) { return compare(ledger, after); };
}

// What is picked stays.
Done unreserve(Stockroom& room, const Stock& before, const Step& step) {
  const auto id = pick(before, step, is_under_way);
  if (!id) return {};
  room.call("stock.picking", "do_unreserve", only(refs("stock.picking", {*id})), {}, step.third % 3 == 0);
  return [id, &room](const Stock& after) {
    std::vector<std::string> found;
    for (const Id line : lines_of(after, *id)) {
      const MoveLine& left = after.lines.at(line);
      if (!left.picked && room.is_kept(left.from) && is_open(left.state))
        found.push_back("an unreserved transfer holds nothing: line " + std::to_string(line));
    }
    return found;
  };
}

Done cancel(Stockroom& room, const Stock& before, const Step& step) {
  const auto id = pick(before, step, [](const Transfer& transfer) { return is_open(transfer.state); });
  if (!id) return {};
  room.call("stock.picking", "action_cancel", only(refs("stock.picking", {*id})), {}, step.third % 3 == 0);
  return [id, ledger = on_hand(before)](const Stock& after) {
    std::vector<std::string> found = compare(ledger, after);
    for (const Id line : lines_of(after, *id))
      if (after.lines.at(line).state != "done")
        found.push_back("a cancelled transfer holds nothing: line " + std::to_string(line));
    if (is_open(after.transfers.at(*id).state)) found.push_back("a cancelled transfer is over");
    return found;
  };
}

Done forget(Stockroom& room, const Stock& before, const Step& step) {
  const auto id = pick(before, step, [](const Transfer& transfer) { return transfer.state != "done"; });
  if (!id) return {};
  room.call("stock.picking", "unlink", only(refs("stock.picking", {*id})));
  return [id](const Stock& after) { return require(!after.transfers.contains(*id), "a deleted transfer is gone"); };
}

// --- carrying out

// Who picked anything moves what is picked; who picked nothing moves all. A move whose lines were dropped stays picked.
std::vector<MoveLine> carried_by(const Stock& before, Id transfer) {
  const bool has_picked = std::ranges::any_of(before.moves, [&](const auto& entry) {
    return entry.second.transfer == transfer && entry.second.picked && is_open(entry.second.state);
  });
  std::vector<MoveLine> carried;
  for (const Id id : lines_of(before, transfer)) {
    const MoveLine& line = before.lines.at(id);
    if (is_open(line.state) && (line.picked || !has_picked)) carried.push_back(line);
  }
  return carried;
}

// Whether goods were left behind, and the wizard was asked what to do with them.
bool answer_backorder(Stockroom& room, Id id, const Value& answer, const Step& step) {
  if (!answer.is_dict() || answer.dict().get("res_model") != Value("stock.backorder.confirmation")) return false;
  const Value transfers = refs("stock.picking", {id});
  const Dict about{{"context", Dict{{"button_validate_picking_ids", transfers},
                                    {"default_pick_ids", List{Value(List{4, ref("stock.picking", id)})}},
                                    {"default_show_transfers", false}}}};
  const Value wizard = room.call("stock.backorder.confirmation", "create", only(Dict()), about);
  room.call("stock.backorder.confirmation", step.third % 3 == 0 ? "process_cancel_backorder" : "process",
            only(refs("stock.backorder.confirmation", {wizard.integer()})), about);
  return true;
}

Id new_lot(Stockroom& room, Id product) {
  return room
      .call("stock.lot", "create",
            only(Dict{{"name", "N" + std::to_string(room.lots(product).size())},
                      {"product_id", ref("product.product", product)},
                      {"company_id", ref("res.company", room.named("base", "main_company"))}}))
      .integer();
}

// What is tracked and has no lot yet gets a new one.
void name_lots(Stockroom& room, const Stock& before, Id transfer) {
  for (const Id id : lines_of(before, transfer)) {
    const MoveLine& line = before.lines.at(id);
    if (line.lot || !is_open(line.state) || room.product(line.product).tracking == "none") continue;
    room.call("stock.move.line", "write",
              {refs("stock.move.line", {id}), Dict{{"lot_id", ref("stock.lot", new_lot(room, line.product))}}});
  }
}

// Mostly one that Odoo carries out: of which there is something to carry.
std::optional<Id> pick_ready(const Stock& stock, const Step& step) {
  if (step.second % 16 == 0) return pick(stock, step, is_under_way);
  return pick(stock, step, [&](const Transfer& transfer) {
    const Ids lines = lines_of(stock, transfer.id);
    return is_under_way(transfer) &&
           std::any_of(lines.begin(), lines.end(), [&](Id line) { return stock.lines.at(line).quantity > 0; });
  });
}

Done validate(Stockroom& room, const Stock& earlier, const Step& step) {
  const auto id = pick_ready(earlier, step);
  if (!id) return {};
  if (step.second % 8 != 0) name_lots(room, earlier, *id);
  const Stock before = room.stock();
  const Value answer =
      room.call("stock.picking", "button_validate", only(refs("stock.picking", {*id})), {}, step.second % 3 == 0);
  answer_backorder(room, *id, answer, step);
  const std::vector<MoveLine> carried = carried_by(before, *id);
  Ledger ledger = on_hand(before);
  for (const MoveLine& line : carried) carry(ledger, line);
  // Of a transfer that carries nothing, nothing is left once the rest is cancelled.
  const char* state = carried.empty() ? "cancel" : "done";
  return [id, ledger, state](const Stock& after) {
    std::vector<std::string> found = compare(ledger, after);
    const std::vector<std::string> open = transfer_is(*id, {"done", state})(after);
    found.insert(found.end(), open.begin(), open.end());
    return found;
  };
}

// --- and back

Done return_goods(Stockroom& room, const Stock& before, const Step& step) {
  const auto id = pick(before, step, [](const Transfer& transfer) { return transfer.state == "done"; });
  if (!id) return {};
  const Dict about{{"context", Dict{{"active_id", ref("stock.picking", *id)},
                                    {"active_ids", refs("stock.picking", {*id})},
                                    {"active_model", "stock.picking"}}}};
  const Id wizard = room.call("stock.return.picking", "create", only(Dict()), about).integer();
  const Ids lines = room.call("stock.return.picking.line", "search",
                              only(List{Value(List{"wizard_id", "=", ref("stock.return.picking", wizard)})}))
                        .ids();
  for (const Id line : lines)
    room.call("stock.return.picking.line", "write", {refs("stock.return.picking.line", {line}), Dict{{"quantity", 1}}});
  const char* method = room.series() == orm::Series::v17 ? "create_returns" : "action_create_returns";
  room.call("stock.return.picking", method, only(refs("stock.return.picking", {wizard})), about);
  return [count = before.transfers.size(), ledger = on_hand(before)](const Stock& after) {
    std::vector<std::string> found = compare(ledger, after);
    if (after.transfers.size() != count + 1) found.push_back("a return is a transfer");
    return found;
  };
}

}  // namespace

const std::vector<Command>& transfer_commands() {
  static const std::vector<Command> all = {
      {"receive", receive},   {"deliver", deliver},     {"relocate", relocate}, {"confirm", confirm_draft},
      {"reserve", reserve},   {"unreserve", unreserve}, {"cancel", cancel},     {"delete", forget},
      {"validate", validate}, {"return", return_goods},
  };
  return all;
}

}  // namespace paridoo::stockroom
