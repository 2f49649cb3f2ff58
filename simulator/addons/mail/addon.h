#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::mail {

orm::Addon mail();

}  // namespace paridoo::addons::mail
