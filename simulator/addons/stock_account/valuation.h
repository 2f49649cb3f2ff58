// What stock is worth: the layers that moves leave behind (stock.valuation.layer), and the cost they make.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock_account {

using stock::Arguments;
using stock::Behaviour;
using stock::CopyDataSuper;
using stock::CreateSuper;
using stock::Dict;
using stock::Domain;
using stock::Env;
using stock::Id;
using stock::Ids;
using stock::List;
using stock::RecordSet;
using stock::Series;
using stock::Super;
using stock::term;
using stock::UnlinkSuper;
using stock::user_error;
using stock::validation_error;
using stock::Value;
using stock::WriteSuper;
namespace command = orm::command;

// Whether what lies here belongs to the company's stock.
bool is_valued(const RecordSet& location);
// Whether the goods belong to somebody else.
bool is_owned_by_other(const RecordSet& line_or_quant);

// Whether each lot of the product has its own cost: since 18.0.
bool is_lot_valuated(const RecordSet& product);

// A quantity of one lot (an empty one where lots are not valued apart).
struct LotQuantity {
  RecordSet lot;
  double quantity;
};

// --- costs of products: product_product.cpp and product_fifo.cpp

// The values of a layer for goods that come in at this cost.
Dict in_layer_values(const RecordSet& product, double quantity, double unit_cost,
                     const std::optional<RecordSet>& lot = {});
// The values of a layer for goods that go out; takes them from what came in first.
Dict out_layer_values(const RecordSet& product, double quantity, const RecordSet& company,
                      const std::optional<RecordSet>& lot = {});

struct Taken {
  double value;
  double unit_cost;
  std::optional<double> lacking = {};  // what was taken without being there, below zero
};
// Takes a quantity from the layers that came in first.
Taken run_fifo(const RecordSet& product, double quantity, const RecordSet& company,
               const std::optional<RecordSet>& lot = {});
// Settles what went out without being there by what came in since.
void run_fifo_vacuum(const RecordSet& products, const RecordSet& company);

// --- changes of the method: product_costing_change.cpp

// Takes all stock of these products out of the books, and puts it in again, so that it is valued by another method.
class Revaluation {
 public:
  enum class Reason { method, lots };

  Revaluation(RecordSet products, std::string reason);
  // To be called before the method changes: `automated` if the old way of valuing posts entries.
  void empty(bool automated, Reason reason = Reason::method);
  // To be called after.
  void replenish();
  // The entries of both.
  std::vector<Dict> take_entries() { return std::move(entries_); }

 private:
  RecordSet refill_layers();

  RecordSet products_;
  std::string reason_;
  std::vector<double> quantities_ = {};
  std::vector<Dict> entries_ = {};
};
// Replenishes all, then posts what emptying and replenishing changed.
void replenish(const Env& env, std::vector<Revaluation>& revaluations);

// --- the wizard that values anew: stock_valuation_layer_revaluation.cpp, until 18.0
Value action_revaluation_of_product(const RecordSet& product, const Arguments& arguments);
Value action_revaluation_of_lot(const RecordSet& lots, const Arguments& arguments);

// --- layers of moves: stock_move_valuation.cpp

// How a move passes the border of the company's stock.
enum class Direction { in, out, dropshipped, dropshipped_returned };
constexpr Direction directions[] = {Direction::in, Direction::out, Direction::dropshipped,
                                    Direction::dropshipped_returned};
bool goes(const RecordSet& move, Direction direction);
// The picked lines of a move that come into (or go out of) valued stock.
RecordSet valued_lines(const RecordSet& move, bool incoming);

// The layers of these moves, of `forced` instead of what the lines say if given.
RecordSet create_layers(const RecordSet& moves, Direction direction, const std::optional<LotQuantity>& forced = {});
// The average cost after what these moves bring in.
void update_average_cost(const RecordSet& moves, const std::optional<LotQuantity>& forced = {});
// The cost of products valued by lot after what these moves took out.
void update_cost_after_out(const RecordSet& moves);
// What one unit of a move costs, by lot ("0" for no lot): through the chain of overrides of "_get_price_unit".
double price_unit(const RecordSet& move, const RecordSet& lot);

// --- since 19.0 moves carry their values: stock_move_value.cpp

// What of a move was valued (of one lot, if given), in the product's unit.
double valued_quantity(const RecordSet& move, const std::optional<RecordSet>& lot = {});
// What a move that came in is worth: by hand, by its bills, its order, what it returns, or the cost of the product.
// `at`: by what was known at that moment; empty: now.
double value_of(const RecordSet& move, const std::string& at = {});
// Values these moves anew, and what that makes of the costs of their products. `corrected`: how much more of a move
// that went out was moved than it was valued for.
void set_values(const RecordSet& moves, double corrected = 0);
// The entry of moves from or to a place with an account of its own.
void post_moves(const RecordSet& moves);

// --- costs since 19.0: product_cost.cpp

struct CostQuestion {
  std::optional<RecordSet> lot = {};
  std::string at = {};   // a moment in the past; empty: now
  double processed = 0;  // what is about to leave too
};
struct AverageCost19 {
  double cost;
  double value;
};
// The average cost after all that came in and went out, and what is left is worth by it.
AverageCost19 average_of(const RecordSet& product, const CostQuestion& question = {});
// What `quantity` is worth, taken from what came in first of what is still there.
double fifo_value(const RecordSet& product, double quantity, const CostQuestion& question = {});
// What came in and is still there, the oldest first; of the first only `on_first` is left.
struct FifoStack {
  std::vector<RecordSet> moves = {};
  double on_first = 0;
};
FifoStack fifo_stack(const RecordSet& product, const CostQuestion& question = {});
// What is there of a product in the company's own stock, of its own or of nobody's.
double valued_on_hand(const RecordSet& product);
// What a lot, or a product, is worth, by the context ("to_date", "warehouse_id").
double total_value(const RecordSet& product);
double total_value_of_lot(const RecordSet& lot);
// The costs that the moves make.
void update_costs(const RecordSet& products);
void update_lot_costs(const RecordSet& lots);
// Remembers that the costs of these products were set by hand, from what they were; what is not among those was just
// made.
void remember_costs(const RecordSet& products, const std::map<Id, double>& before);

// --- entries of layers: stock_valuation_layer_entries.cpp

// The accounts of a product's category, by the company of the product; a UserError if one is missing.
struct StockAccounts {
  RecordSet journal, input, output, valuation;
};
StockAccounts stock_accounts(const RecordSet& product);
// Posts what the layers of products with automated valuation changed.
void post_entries(const RecordSet& layers);
// Posts a change of the cost price of products or lots.
void post_price_change(const RecordSet& layers, const Value& new_price);
// Posts what settling layers (see run_fifo_vacuum) changed of the cost of goods that were invoiced already.
struct Settled {
  RecordSet correction, lacking;
};
void post_expenses(const std::vector<Settled>& settled);

}  // namespace paridoo::addons::stock_account
