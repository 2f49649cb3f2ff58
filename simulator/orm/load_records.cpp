#include "simulator/orm/load_records.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/external_ids.h"
#include "simulator/orm/fault.h"

namespace paridoo::orm {

namespace {

class LoadedRecords {
 public:
  LoadedRecords(const RecordSet& model, const std::vector<LoadedRecord>& records)
      : model_(model.with_context({{"install_mode", true}})),
        noupdate_(static_cast<bool>(model.env().context("noupdate"))),
        is_update_(model.env().context("mode") == Value("update")),
        records_(records),
        ids_(records.size()) {}

  Ids save() {
    for (std::size_t at = 0; at < records_.size(); ++at) sort_out(at);
    for (const std::size_t at : to_write_) model_.browse(ids_[at]).write(records_[at].values);
    make();
    for (std::size_t at = 0; at < records_.size(); ++at)
      if (!records_[at].xmlid.empty()) set_external_id(model_.env(), records_[at].xmlid, record(at), noupdate_);
    std::erase(ids_, 0);
    return ids_;
  }

 private:
  RecordSet record(std::size_t at) const { return model_.browse(ids_[at]); }

  // Whether a record is to be made, to be written, or to be left as it is.
  void sort_out(std::size_t at) {
    const LoadedRecord& wanted = records_[at];
    if (wanted.xmlid.empty()) {
      ids_[at] = wanted.values.get("id").is_integer() ? wanted.values.get("id").integer() : 0;
      if (ids_[at])
        to_write_.push_back(at);
      else if (!is_update_)
        to_make_.push_back(at);
      return;
    }
    const std::optional<ExternalId> known = find_external_id(model_.env(), wanted.xmlid);
    if (!known) return to_make_.push_back(at);
    if (known->model != model_.model().name)
      throw validation_error(
          fmt::format("For external id {} when trying to create/update a record of model {} found record of different "
                      "model {} ({})",
                      wanted.xmlid, model_.model().name, known->model, known->id));
    if (model_.browse(known->id).exists().empty()) return to_make_.push_back(at);
    ids_[at] = known->id;
    if (!is_update_ || !known->noupdate) to_write_.push_back(at);
  }

  void make() {
    std::vector<Dict> values;
    for (const std::size_t at : to_make_) values.push_back(records_[at].values);
    if (values.empty()) return;
    const RecordSet made = model_.create(std::move(values));
    for (std::size_t place = 0; place < to_make_.size(); ++place) {
      ids_[to_make_[place]] = made.ids().at(place);
      name_parents(to_make_[place]);
    }
  }

  // The parents that were made with a record get names of their own.
  void name_parents(std::size_t at) const {
    const LoadedRecord& made = records_[at];
    if (made.xmlid.empty()) return;
    for (const auto& [parent, through] : model_.model().inherits)
      if (!made.values.get(through->name()))
        set_external_id(model_.env(), made.xmlid + "_" + parent->table, record(at)[through->name()], noupdate_);
  }

  const RecordSet model_;
  const bool noupdate_;
  const bool is_update_;
  const std::vector<LoadedRecord>& records_;
  Ids ids_;
  std::vector<std::size_t> to_write_ = {};
  std::vector<std::size_t> to_make_ = {};
};

}  // namespace

Ids load_records(const RecordSet& model, const std::vector<LoadedRecord>& records) {
  return LoadedRecords(model, records).save();
}

}  // namespace paridoo::orm
