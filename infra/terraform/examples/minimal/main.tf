# The API at the gateway's own address: terraform init && terraform apply, after ./coffer build.

provider "aws" {}

module "coffer" {
  source = "../.."
}

output "endpoint" {
  value = module.coffer.endpoint
}

output "key_arn" {
  value = module.coffer.key_arn
}
