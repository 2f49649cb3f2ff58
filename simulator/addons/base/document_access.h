// Records that others belong to by model and id: messages, activities and attachments are seen by whoever sees these.
#pragma once

#include <map>
#include <string>

#include "simulator/orm/access.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// By model and id, what belongs to each record.
class Documents {
 public:
  void add(const std::string& model, orm::Id id, orm::Id belonging) { of_[model][id].push_back(belonging); }

  // What belongs to the records that `may` says something about: `may(records)` answers those of one model, by name,
  // that count. Nothing belongs to records of a model that is not there.
  template <class May>
  orm::Ids belonging(const orm::Env& env, May may) const {
    orm::Ids all;
    for (const auto& [model, documents] : of_) {
      if (!env.registry().find(model)) continue;
      orm::Ids ids;
      for (const auto& [id, rest] : documents) ids.push_back(id);
      for (const orm::Id id : may(env[model].browse(std::move(ids))).ids())
        all.insert(all.end(), documents.at(id).begin(), documents.at(id).end());
    }
    return all;
  }

 private:
  std::map<std::string, std::map<orm::Id, orm::Ids>> of_;
};

// Those of the records that are there and that the user may do this to.
orm::RecordSet documents_open_to(const orm::RecordSet& documents, orm::Operation operation);

}  // namespace paridoo::addons::base
