// Which computed fields a change in a form can have changed.
//
// Fields that are computed each time they are read are here computed anew after any change. Odoo keeps what it has
// computed for the form until something changes that the field depends on, by what it says of itself: an answer tells
// of no other ones, even if they would come out differently now.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::web {

class ComputedInForm {
 public:
  // Notes what the computed fields among these depend on, before the change.
  ComputedInForm(const orm::RecordSet& record, const orm::Dict& specification);
  // Whether a field stays as it was, given the fields that somebody changed and those that differ since.
  bool stays(const std::string& field, const std::vector<std::string>& changed, const orm::Dict& differing) const;

 private:
  void note(const orm::Field& field);
  bool depends_on_change(const orm::Field& field, const std::vector<std::string>& changed, const orm::Dict& differing,
                         std::set<const orm::Field*>& seen) const;

  orm::RecordSet record_;
  std::set<const orm::Field*> noted_ = {};
  std::map<const orm::Field*, orm::Value> before_ = {};  // of fields that the store keeps
};

// A field that is computed each time it is read.
bool is_computed_when_read(const orm::Field& field);

}  // namespace paridoo::addons::web
