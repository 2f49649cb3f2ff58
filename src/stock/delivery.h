// Deliveries: outgoing transfers, which a confirmed order makes and a validation carries out. Receipts are the same the
// other way: what is said of a customer there is true of the supplier.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::stock {

using odoo::Id;

enum class TransferKind { delivery, receipt, internal };

struct Delivery {
  Id id = 0;
  std::string name;
  std::string state;                        // draft, waiting, confirmed, assigned, done, cancel
  std::optional<std::string> scheduled_at;  // UTC, as Odoo writes it
  std::optional<std::string> done_at;
  std::optional<std::string> origin;
  std::optional<odoo::Reference> customer;
  std::optional<odoo::Reference> order;
  odoo::Reference from;
  odoo::Reference to;
  std::optional<odoo::Reference> backorder_of;
  std::optional<std::string> note;  // HTML
  odoo::Ids moves;
};

// What one move of a delivery has picked of one lot, or without lots.
struct MoveLine {
  Id id = 0;
  std::optional<odoo::Reference> lot;
  std::optional<std::string> lot_name;
  double quantity = 0;
  bool picked = false;
};

struct Move {
  Id id = 0;
  odoo::Reference product;
  double ordered = 0;
  double quantity = 0;  // reserved so far, or picked
  bool picked = false;
  odoo::Reference unit;
  std::string state;
  odoo::Reference from;
  odoo::Reference to;
  std::vector<MoveLine> lines = {};

  // What has left, or is ready to leave with the next validation.
  double done() const { return picked ? quantity : 0; }
};

struct DeliveryWithMoves {
  Delivery delivery;
  std::vector<Move> moves;  // cancelled ones too
};

struct DeliveryFilter {
  TransferKind kind = TransferKind::delivery;
  std::optional<std::string> state;  // empty: neither done nor cancelled
  std::optional<Id> warehouse;
  std::optional<Id> order;
  odoo::Domain visible = {};  // further conditions
  std::optional<Id> partner = {};
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct DeliveryPage {
  std::int64_t total = 0;  // of all pages
  std::vector<Delivery> deliveries;
};

Result<DeliveryPage> list_deliveries(const odoo::Session& odoo, const DeliveryFilter& filter);

// not_found for what is not a transfer of this kind.
Result<Delivery> read_delivery(const odoo::Session& odoo, Id id, TransferKind kind = TransferKind::delivery);
Result<DeliveryWithMoves> read_delivery_with_moves(const odoo::Session& odoo, Id id,
                                                   TransferKind kind = TransferKind::delivery);

// Without the moves' lines.
Result<DeliveryWithMoves> read_delivery_and_moves(const odoo::Session& odoo, Id id,
                                                  TransferKind kind = TransferKind::delivery);

// The delivery, then what was split off it.
Result<std::vector<Delivery>> read_delivery_and_backorders(const odoo::Session& odoo, Id delivery);

// Whether the order still has a delivery that is neither done nor cancelled.
Result<bool> has_pending_delivery(const odoo::Session& odoo, Id order);

}  // namespace paridoo::stock
