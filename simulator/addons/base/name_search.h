// name_search() of models where an exact hit comes before names that contain the text.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// The arguments of a name_search, as its signature names them.
struct NameSearch {
  std::string text = {};  // empty: anything
  orm::Domain domain = {};
  std::string comparison = "ilike";
  std::int64_t limit = 0;  // 0: none

  bool is_negative() const { return comparison.find("not") != std::string::npos || comparison == "!="; }
};
NameSearch name_search_of(const orm::Env& env, const orm::Arguments& arguments);

// Records as name_search gives them: a list of pairs of id and display_name.
orm::List with_names(const orm::RecordSet& records);
// Those records, then what `super` finds beside them, up to the limit.
orm::Value then_others(const orm::RecordSet& first, const NameSearch& asked, const orm::Arguments& arguments,
                       const orm::Super& super);

}  // namespace paridoo::addons::base
