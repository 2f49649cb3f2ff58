#include "simulator/addons/uom/addon.h"

#include "simulator/addons/uom/models.h"

namespace paridoo::addons::uom {

orm::Addon uom() {
  return {.name = "uom", .depends = {"base"}, .models = {uom_category(), uom_uom(), uom_uom_relative()}};
}

}  // namespace paridoo::addons::uom
