#include <tuple>

#include "simulator/addons/account/account_groups.h"
#include "simulator/addons/account/company.h"
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

// "10-12 Cash": the prefixes before the name.
void compute_display_name(const RecordSet& self) {
  for (const RecordSet& group : self) {
    const std::string start = group.text("code_prefix_start"), end = group.text("code_prefix_end");
    std::string prefix = start;
    if (!prefix.empty() && !end.empty() && end != start) prefix += "-" + end;
    group.set("display_name", (prefix.empty() ? "" : prefix + " ") + group.text("name"));
  }
}

bool holds(const RecordSet& group, const std::string& code) {
  const std::string start = group.text("code_prefix_start"), end = group.text("code_prefix_end");
  return start <= code.substr(0, start.size()) && end >= code.substr(0, end.size());
}

// Until 17.0 accounts keep their group: those of all companies look for theirs again.
void assign_accounts_again(const Env& env) {
  if (env.since(Series::v18)) return;
  env.flush();
  compute_account_group(
      env["account.account"].sudo().with_context({{"active_test", false}}).search(Domain::everything()));
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet groups = super(std::move(values));
  assign_accounts_again(model.env());
  return groups;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const bool moves = values.contains("code_prefix_start") || values.contains("code_prefix_end");
  super(self, std::move(values));
  if (moves) assign_accounts_again(self.env());
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  const Env env = self.env();
  super(self);
  assign_accounts_again(env);
}

}  // namespace

// The group of the longest prefix.
RecordSet account_group_of(const RecordSet& groups, const std::string& code) {
  const RecordSet fitting = groups.filtered([&](const RecordSet& group) { return holds(group, code); });
  return fitting
      .sorted([](const RecordSet& group) {
        return std::tuple(-static_cast<int>(group.text("code_prefix_start").size()), group.id());
      })
      .first();
}

void compute_account_group(const RecordSet& self) {
  const bool by_account = !self.env().since(Series::v18);
  for (const RecordSet& account : self) {
    const RecordSet company = root_of(by_account ? account["company_id"] : self.env().company());
    const RecordSet groups = self.env()["account.group"].sudo().search(term("company_id", "=", company.id()));
    const std::string code = account.text("code");
    account.set("group_id", code.empty() ? Value(false) : Value(account_group_of(groups, code)));
  }
}

Behaviour account_group() {
  return {.model = "account.group",
          .computes = {{{"display_name"}, compute_display_name},
                       {{"code_prefix_end"}, compute_code_prefix_end},
                       {{"code_prefix_start"}, compute_code_prefix_start}},
          .create = create,
          .write = write,
          .unlink = unlink};
}

}  // namespace paridoo::addons::account
