// The values of a record in a form, as far as its specification goes, and what differs between two of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "simulator/orm/draft.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::web {

class RecordSnapshot {
 public:
  // Takes all fields of the specification, or none of them yet.
  RecordSnapshot(const orm::RecordSet& record, const orm::Dict& specification, bool whole);
  // Takes a field as it is now.
  void take(const std::string& field);
  bool has_changed(const std::string& field) const;
  bool operator==(const RecordSnapshot& other) const;

  // The fields that differ from an earlier snapshot, as web_read shows them, x2many fields as commands. `all`: every
  // field, and lines as if the form had none.
  orm::Dict difference(const RecordSnapshot* earlier, const orm::Drafts& drafts, bool all) const;

 private:
  using Lines = std::vector<std::pair<orm::Id, RecordSnapshot>>;
  bool is_lines(const std::string& field) const { return record_.model().at(field).is_x2many(); }
  const RecordSnapshot* line(const std::string& field, orm::Id id) const;
  orm::List commands(const std::string& field, const RecordSnapshot* earlier, const orm::Drafts& drafts,
                     bool all) const;

  orm::RecordSet record_;
  orm::Dict specification_;
  std::map<std::string, orm::Value> values_ = {};
  std::map<std::string, Lines> lines_ = {};
};

}  // namespace paridoo::addons::web
