# The worlds: for each series with facts in fixtures/odoo, a database image and the packed facts, made at build time
# and embedded into paridoo_world.
paridoo_embed(paridoo_world NAMESPACE paridoo::world BASE ${CMAKE_BINARY_DIR}/world FILES)
