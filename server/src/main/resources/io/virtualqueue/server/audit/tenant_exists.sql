SELECT EXISTS (SELECT FROM tenant WHERE id = vq_tenant())
