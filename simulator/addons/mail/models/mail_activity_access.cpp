#include "simulator/addons/base/document_access.h"
#include "simulator/addons/mail/document_access.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

bool is_thread(const RecordSet& documents) { return documents.model().has("message_follower_ids"); }

// Until 18.0 it takes for everything what it takes to post.
Operation wanted_of_document(const RecordSet& documents, Operation operation) {
  const bool since_19 = documents.env().since(Series::v19);
  if (since_19 && operation == Operation::create) return access_to_post(documents);
  if (!since_19 && is_thread(documents)) return access_to_post(documents);
  return operation == Operation::read ? Operation::read : Operation::write;
}

// Since 19.0 an activity may be about nothing: it is open to whose it is.
template <class Wanted>
RecordSet about_open_documents(const RecordSet& activities, Wanted wanted) {
  base::Documents documents;
  Ids open;
  for (const RecordSet& activity : activities.sudo()) {
    const std::string model = activity.text("res_model");
    if (!model.empty())
      documents.add(model, activity.integer("res_id"), activity.id());
    else if (activity["user_id"].id() == activities.env().uid())
      open.push_back(activity.id());
  }
  const Ids about = documents.belonging(
      activities.env(), [&](const RecordSet& records) { return base::documents_open_to(records, wanted(records)); });
  open.insert(open.end(), about.begin(), about.end());
  return activities & activities.browse(open);
}

RecordSet ones_own(const RecordSet& activities) {
  return activities.sudo().where("user_id", "=", activities.env().uid()).in(activities.env());
}

}  // namespace

Value activities_permitted(const RecordSet& self, const Arguments& arguments) {
  const Operation operation = operation_named(arguments["operation"].text());
  const RecordSet left = self.browse(arguments["left"].ids());
  const auto open = [&](const RecordSet& activities) {
    return about_open_documents(activities,
                                [&](const RecordSet& records) { return wanted_of_document(records, operation); });
  };
  if (operation == Operation::write || operation == Operation::unlink) return (left | open(self - left)).ids();
  const RecordSet own = operation == Operation::read ? ones_own(left) : self.none();
  return (own | open(left - own)).ids();
}

Value activities_found(const RecordSet& found, const Arguments&) {
  const RecordSet own = ones_own(found);
  const RecordSet open = about_open_documents(found - own, [](const RecordSet& records) {
    return is_thread(records) ? access_to_post(records) : Operation::read;
  });
  return (own | open).ids();
}

}  // namespace paridoo::addons::mail
