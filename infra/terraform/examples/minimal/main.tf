# The API at the gateway's own address: terraform init && terraform apply, after mvn -q -B -Dmaven.test.skip=true package.

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
