#include "simulator/addons/base/document_access.h"

#include "simulator/orm/record_rules.h"

namespace paridoo::addons::base {

orm::RecordSet documents_open_to(const orm::RecordSet& documents, orm::Operation operation) {
  if (!may(documents.env(), documents.model(), operation)) return documents.none();
  return permitted(documents.exists(), operation);
}

}  // namespace paridoo::addons::base
