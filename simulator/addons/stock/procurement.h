// Needs of products at places, and the rules that fulfil them.
//
// procurement.group.run() looks for the rule of each need and hands the needs to the rules' actions: the method
// _run_<action> of stock.rule ("pull" is this addon's; another addon adds "buy"). Between addons procurements travel
// as Values; to_value and procurement_in convert them.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// What the transfers of one document share: a procurement group until 18.0, references since. The field of moves and
// transfers that holds it, which is also its key in the values of a procurement.
std::string group_field(const Env& env);
RecordSet groups_of(const RecordSet& record);

struct Procurement {
  RecordSet product;
  double quantity;  // in `unit`
  RecordSet unit;
  RecordSet location;  // where it is needed
  std::string name;
  std::string origin;
  RecordSet company;
  // More about the need: "group_id", "warehouse_id", "orderpoint_id", "product_packaging_id" (ids), "route_ids",
  // "move_dest_ids" (lists of ids), "date_planned", "date_deadline", "date_order" (texts), "priority", ... A key that
  // is there with no record (false) is not the same as one that is not there, as in Odoo.
  Dict values;
};
Value to_value(const Procurement& procurement);
Procurement procurement_in(const Env& env, const Value& value);

// A need with the rule that was found for it: what _run_<action>(procurements) gets a list of.
struct RuledProcurement {
  Procurement procurement;
  RecordSet rule;
};
std::vector<RuledProcurement> ruled_procurements_in(const Env& env, const Value& list);

// Needs that could not be fulfilled, each with the reason. Caught by run(), or by who asked it not to raise UserErrors.
class ProcurementFailure : public std::runtime_error {
 public:
  using Reasons = std::vector<std::pair<Procurement, std::string>>;
  explicit ProcurementFailure(Reasons reasons);
  const Reasons& reasons() const { return reasons_; }

 private:
  Reasons reasons_;
};

// Fulfils the needs. Throws a UserError that tells what could not be, or (`raise_user_error` false) a
// ProcurementFailure.
void run_procurements(const Env& env, const std::vector<Procurement>& procurements, bool raise_user_error = true);

// The pull rule that brings a product to `location` (or to the nearest place above it that has one); empty if none.
RecordSet pull_rule(const RecordSet& product, const RecordSet& location, const Dict& values);
struct PushSearch {
  std::optional<RecordSet> routes = {};
  std::optional<RecordSet> packaging = {};
  std::optional<RecordSet> warehouse = {};
  Ids excluded = {};
};
// The push rule for goods that arrive at `location`; empty if none.
RecordSet push_rule(const RecordSet& product, const RecordSet& location, const PushSearch& search);
// The first rule that fits `domain` among the routes asked for, then those of the packaging, the product, the
// warehouse.
RecordSet search_rule(const RecordSet& product, const PushSearch& search, Domain domain);

// The days that a chain of rules needs: "total_delay", "security_lead_days", "purchase_delay", ... 0 where unset.
Dict lead_days(const RecordSet& rules, const RecordSet& product, const Dict& values = {});

// How many days needs are looked ahead for: a setting of the company since 19.0, a parameter before.
double horizon_days(const Env& env);

// The warehouse that a rule between warehouses takes from: one of its own until 18.0, that of its route since.
RecordSet supplying_warehouse(const RecordSet& rule);

// run() and run_scheduler(): of procurement.group until 18.0, of stock.rule since.
std::vector<orm::Method> procurement_methods(orm::In in);

// Applies a push rule to a move that arrived where it starts: gives the new move, if it made one.
RecordSet run_push(const RecordSet& rule, const RecordSet& move);

}  // namespace paridoo::addons::stock
