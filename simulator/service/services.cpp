#include "simulator/service/services.h"

#include <array>

#include "simulator/orm/fault.h"
#include "simulator/service/common.h"
#include "simulator/service/db.h"
#include "simulator/service/object.h"
#include "simulator/service/serialization.h"

namespace paridoo::service {

namespace {

using Dispatch = orm::Value (*)(Services&, const std::string& method, const orm::List& params);

struct Service {
  std::string_view name;
  Dispatch dispatch;
};

constexpr std::array<Service, 3> all_services = {{
    {"common", dispatch_common},
    {"db", dispatch_db},
    {"object", dispatch_object},
}};

}  // namespace

orm::Value dispatch(Services& services, const std::string& service, const std::string& method,
                    const orm::List& params) {
  for (const Service& one : all_services)
    if (one.name == service) return one.dispatch(services, method, params);
  throw orm::Fault(orm::FaultKind::key_error, service);
}

orm::Value observed(Services& services, CallRecord record, const std::function<orm::Value()>& work) {
  const auto start = std::chrono::steady_clock::now();
  const auto tell = [&](std::string_view exception, std::string_view message) {
    record.exception = exception;
    record.message = message;
    record.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    if (services.observe) services.observe(record);
  };
  try {
    orm::Value result = work();
    tell({}, {});
    return result;
  } catch (const orm::Fault& fault) {
    tell(exception_name_of(fault), fault.what());
    throw;
  } catch (const std::exception& error) {
    tell("paridoo.InternalError", error.what());
    throw;
  }
}

}  // namespace paridoo::service
