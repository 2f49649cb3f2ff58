// The module ov: service accounts, who acts for them, and what belongs to them; bills of products, outlets and assets.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::ov {

orm::Addon ov();

}  // namespace paridoo::addons::ov
