#include "simulator/rpc/exception_text.h"

#include <fmt/format.h>

#include "simulator/service/serialization.h"

namespace paridoo::rpc {

namespace {

using orm::Fault;
using orm::Value;

std::string plain(const Value& value) { return value.is_text() ? value.text() : orm::repr(value); }

// The builtin exceptions stand in a traceback without their module.
std::string_view name_in_traceback(const Fault& fault) {
  constexpr std::string_view builtins = "builtins.";
  const std::string_view name = service::exception_name_of(fault);
  return name.substr(0, builtins.size()) == builtins ? name.substr(builtins.size()) : name;
}

}  // namespace

std::string str_of(const Fault& fault) {
  const orm::List arguments = fault.arguments();
  if (arguments.size() == 1)
    return fault.kind() == orm::FaultKind::key_error ? orm::repr(arguments.front()) : plain(arguments.front());
  std::string out;
  for (const Value& one : arguments) out += (out.empty() ? "" : ", ") + orm::repr(one);
  return "(" + out + ")";
}

std::string message_of(const Fault& fault) {
  std::string out;
  for (const Value& one : fault.arguments()) out += (out.empty() ? "" : "\n") + plain(one);
  return out;
}

std::string traceback_of(const Fault& fault) {
  return fmt::format("Traceback (most recent call last):\n  File \"<paridoo>\", line 1, in <call>\n{}: {}\n",
                     name_in_traceback(fault), str_of(fault));
}

}  // namespace paridoo::rpc
