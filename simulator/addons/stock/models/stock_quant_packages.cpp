// The fewest packages that hold a quantity, found by A*: a node is a choice of packages, what it costs is their number.
#include "simulator/addons/stock/models/stock_quant_packages.h"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>
#include <vector>

namespace paridoo::addons::stock {
namespace {

// A package with what can be taken of it, or (id 0) one unpacked item.
struct Parcel {
  Id package = 0;
  double quantity = 0;
  auto operator<=>(const Parcel&) const = default;
};

struct Choice {
  double remaining = 0;
  std::vector<Parcel> taken = {};
  std::size_t next = 0;  // the first parcel that may still be added
};

// Packages, the fullest first, then the unpacked items one by one; empty if nothing is packed.
std::vector<Parcel> parcels_of(const RecordSet& quants) {
  std::map<Id, double> by_package;
  for (const RecordSet& quant : quants)
    by_package[quant["package_id"].id()] += quant.number("quantity") - quant.number("reserved_quantity");
  std::vector<Parcel> parcels;
  for (const auto& [package, quantity] : by_package)
    if (package && quantity > 0) parcels.push_back({package, quantity});
  if (parcels.empty()) return {};
  std::stable_sort(parcels.begin(), parcels.end(),
                   [](const auto& a, const auto& b) { return a.quantity > b.quantity; });
  for (int item = 1; item <= static_cast<int>(by_package[0]); ++item) parcels.push_back({0, 1});
  return parcels;
}

class Search {
 public:
  Search(std::vector<Parcel> parcels, double quantity) : parcels_(std::move(parcels)), best_{quantity} {
    frontier_.push({0, best_});
  }

  // The packages to take: exactly the quantity if that can be, else the best choice there is.
  std::vector<Parcel> run() {
    while (!frontier_.empty()) {
      const Choice choice = frontier_.top().choice;
      frontier_.pop();
      if (choice.remaining <= 0) return choice.taken;
      extend(choice);
    }
    return best_.taken;
  }

 private:
  struct Node {
    double cost;
    Choice choice;
    bool operator<(const Node& other) const {  // the greatest comes out of the queue first
      return std::tie(other.cost, other.choice.remaining, other.choice.taken, other.choice.next) <
             std::tie(cost, choice.remaining, choice.taken, choice.next);
    }
  };

  double estimate(const Choice& choice) const {
    const auto taken = static_cast<double>(choice.taken.size());
    return choice.next < parcels_.size() ? taken + choice.remaining / parcels_[choice.next].quantity : taken;
  }

  void extend(const Choice& choice) {
    double last = -1;
    for (std::size_t at = choice.next; at < parcels_.size(); ++at) {
      if (parcels_[at].quantity == last) continue;  // one branch for each amount is enough
      last = parcels_[at].quantity;
      Choice longer{choice.remaining - last, choice.taken, at + 1};
      longer.taken.push_back(parcels_[at]);
      consider(std::move(longer));
    }
  }

  void consider(Choice choice) {
    if (choice.remaining < 0) {
      if (is_better_surplus(choice)) best_ = std::move(choice);
    } else if (choice.next >= parcels_.size() && choice.remaining != 0) {
      if (choice.remaining < best_.remaining) best_ = std::move(choice);
    } else {
      frontier_.push({estimate(choice), std::move(choice)});
    }
  }

  bool is_better_surplus(const Choice& choice) const {
    if (best_.remaining > 0 || choice.taken.size() < best_.taken.size()) return true;
    return choice.taken.size() == best_.taken.size() && choice.remaining > best_.remaining;
  }

  std::vector<Parcel> parcels_;
  Choice best_;
  std::priority_queue<Node> frontier_;
};

}  // namespace

Domain in_fewest_packages(const RecordSet& quants, const Domain& domain, double quantity) {
  std::vector<Parcel> parcels = parcels_of(quants.search(domain));
  if (parcels.empty()) return domain;
  Ids packages, singles;
  Ids unpacked = quants.search(term("package_id", "=", false) & domain).ids();
  for (const Parcel& parcel : Search(std::move(parcels), quantity).run()) {
    if (parcel.package) {
      packages.push_back(parcel.package);
    } else if (!unpacked.empty()) {
      singles.push_back(unpacked.back());
      unpacked.pop_back();
    }
  }
  const Domain packed = term("package_id", "in", packages);
  return (singles.empty() ? packed : packed | term("id", "in", singles)) & domain;
}

}  // namespace paridoo::addons::stock
