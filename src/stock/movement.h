// What has moved: the history of stock.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::stock {

using odoo::Id;

struct Movement {
  Id id = 0;
  std::string moved_at;  // UTC, as Odoo writes it
  std::optional<std::string> reference;
  std::optional<std::string> type;  // outgoing, incoming, internal; empty for corrections of counts
  odoo::Reference product;
  double ordered = 0;
  double done = 0;
  odoo::Reference unit;
  odoo::Reference from;
  odoo::Reference to;
  std::optional<odoo::Reference> transfer;
  odoo::Ids lots;
};

struct MovementFilter {
  std::optional<Id> product;
  std::optional<Id> lot;
  std::optional<Id> location;       // from or to it, or a location in it
  std::optional<std::string> type;  // outgoing, incoming, internal
  std::optional<std::string> from_day;
  std::optional<std::string> to_day;  // both inclusive, "YYYY-MM-DD" in UTC
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct MovementPage {
  std::int64_t total = 0;  // of all pages
  std::vector<Movement> movements;
};

// Those that are done, the latest first.
Result<MovementPage> list_movements(const odoo::Session& odoo, const MovementFilter& filter);

}  // namespace paridoo::stock
