#include "simulator/addons/utm/addon.h"

#include "simulator/addons/utm/models.h"

namespace paridoo::addons::utm {

orm::Addon utm() {
  return {.name = "utm", .depends = {"base"}, .models = {utm_campaign(), utm_medium(), utm_source()}};
}

}  // namespace paridoo::addons::utm
