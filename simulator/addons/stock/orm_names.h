// The ORM's names, as the code of this addon writes them.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/environment.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::stock {

using orm::Arguments;
using orm::Behaviour;
using orm::CopyDataSuper;
using orm::CreateSuper;
using orm::Day;
using orm::Dict;
using orm::Domain;
using orm::Env;
using orm::Id;
using orm::Ids;
using orm::List;
using orm::Moment;
using orm::RecordSet;
using orm::Rounding;
using orm::RoundingMethod;
using orm::Series;
using orm::Super;
using orm::term;
using orm::UnlinkSuper;
using orm::user_error;
using orm::validation_error;
using orm::Value;
using orm::WriteSuper;

namespace command = orm::command;

}  // namespace paridoo::addons::stock
