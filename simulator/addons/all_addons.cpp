#include "simulator/addons/all_addons.h"

namespace paridoo::addons {

std::vector<orm::Addon> all_addons() { return {}; }

}  // namespace paridoo::addons
