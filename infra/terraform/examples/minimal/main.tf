# The API at the gateway's own address: terraform init && terraform apply, in the archive of ./coffer dist --functions or in a checkout
# where that was run.

provider "aws" {}

module "coffer" {
  source = "../.."
}

output "endpoint" {
  value = module.coffer.endpoint
}

output "first_keys" {
  value = module.coffer.first_keys
}

output "key_arn" {
  value = module.coffer.key_arn
}
