#include "simulator/orm/hooks.h"

#include "simulator/orm/depth_guard.h"
#include "simulator/orm/record_rules.h"
#include "simulator/orm/transaction.h"
#include "simulator/orm/translation.h"

namespace paridoo::orm {

namespace {

RecordSet create_from(const RecordSet& model, std::size_t hook, std::vector<Dict> values) {
  const DepthGuard guard(model.model().name);
  const auto& hooks = model.model().create_hooks;
  if (hook == hooks.size()) return create_plain(model, values);
  return hooks[hook](model, std::move(values),
                     CreateSuper(model, [hook](const RecordSet& whose, std::vector<Dict> further) {
                       return create_from(whose, hook + 1, std::move(further));
                     }));
}

void write_from(const RecordSet& records, std::size_t hook, Dict values) {
  const DepthGuard guard(records.model().name);
  const auto& hooks = records.model().write_hooks;
  if (hook == hooks.size()) return write_plain(records, values);
  hooks[hook](records, std::move(values),
              [hook](const RecordSet& these, Dict further) { write_from(these, hook + 1, std::move(further)); });
}

void unlink_from(const RecordSet& records, std::size_t hook) {
  const DepthGuard guard(records.model().name);
  const auto& hooks = records.model().unlink_hooks;
  if (hook == hooks.size()) return unlink_plain(records);
  hooks[hook](records, [hook](const RecordSet& these) { unlink_from(these, hook + 1); });
}

std::vector<Dict> copy_data_from(const RecordSet& records, std::size_t hook, const Dict& defaults) {
  const auto& hooks = records.model().copy_data_hooks;
  if (hook == hooks.size()) return copy_data_plain(records, defaults);
  return hooks[hook](records, defaults, [hook](const RecordSet& these, const Dict& given) {
    return copy_data_from(these, hook + 1, given);
  });
}

}  // namespace

std::vector<Dict> copy_data(const RecordSet& records, const Dict& defaults) {
  return copy_data_from(records, 0, defaults);
}

RecordSet CreateSuper::operator()(std::vector<Dict> values) const { return next_(model_, std::move(values)); }

RecordSet CreateSuper::operator()(const RecordSet& model, std::vector<Dict> values) const {
  return next_(model, std::move(values));
}

RecordSet RecordSet::create(std::vector<Dict> values) const { return create_from(none(), 0, std::move(values)); }
// No hook has anything to do for no record; one that writes to "those that ..." would call itself for ever.
void RecordSet::write(Dict values) const {
  if (!empty()) write_from(*this, 0, std::move(values));
}

// Rights come first: most of what the hooks refuse, Odoo refuses after it has looked at them (@api.ondelete).
void RecordSet::unlink() const {
  if (empty()) return;
  check_access(env_, *model_, Operation::unlink);
  check_rules(*this, Operation::unlink);
  unlink_from(*this, 0);
}

RecordSet RecordSet::copy(const Dict& defaults) const {
  const RecordSet copies = create(orm::copy_data(*this, defaults));
  for (std::size_t at = 0; at < copies.size() && at < size(); ++at) copy_translations(this->at(at), copies.at(at));
  return copies;
}

}  // namespace paridoo::orm
