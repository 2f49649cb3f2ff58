// Packages in packages (stock.package, since 19.0). A package has a container (parent_package_id) and, while it is on
// its way, one that it will have (package_dest_id). None of these do anything until 18.0.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// These packages with all that they will be in, or that will be in them.
RecordSet with_containers_to_be(const RecordSet& packages);
RecordSet with_content_to_be(const RecordSet& packages);
// The packages inside, at every depth.
RecordSet content_of_package(const RecordSet& package);

// Where all packages of a container are moved, the container goes along. `allowed`: those that may; empty: any.
void keep_containers(const RecordSet& packages, const Ids& allowed = {});
// The goods have arrived: packages are put into the containers that they were meant for. A UserError if the content of
// one would be in two places.
void arrive_in_containers(const RecordSet& packages);
// Packages that no transfer moves any more are meant for no container.
void forget_idle_containers(const RecordSet& packages);
// Remembers how the lines move their packages (stock.package.history), before they do.
void record_package_history(const RecordSet& lines);
// A container whose whole content is among the quants goes where they go, up to `limits`.
void take_containers_along(const RecordSet& quants, const RecordSet& package, const RecordSet& limits);

// Puts the packages into a container, a new one unless the arguments name one: package_id, package_type_id,
// package_name.
RecordSet put_into_container(const RecordSet& packages, const Arguments& arguments);

}  // namespace paridoo::addons::stock
