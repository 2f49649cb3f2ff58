#include "simulator/addons/account/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// One prefix stands for both ends of the range, and neither end passes the other.
void compute_code_prefix_end(const RecordSet& self) {
  for (const RecordSet& group : self) {
    const std::string start = group.text("code_prefix_start"), end = group.text("code_prefix_end");
    const std::string& own = end.empty() || (!start.empty() && end < start) ? start : end;
    group.set("code_prefix_end", own.empty() ? Value(false) : Value(own));
  }
}

void compute_code_prefix_start(const RecordSet& self) {
  for (const RecordSet& group : self) {
    const std::string start = group.text("code_prefix_start"), end = group.text("code_prefix_end");
    const std::string& own = start.empty() || (!end.empty() && start > end) ? end : start;
    group.set("code_prefix_start", own.empty() ? Value(false) : Value(own));
  }
}

}  // namespace

Behaviour account_group() {
  return {
      .model = "account.group",
      .computes = {{{"code_prefix_end"}, compute_code_prefix_end}, {{"code_prefix_start"}, compute_code_prefix_start}}};
}

}  // namespace paridoo::addons::account
