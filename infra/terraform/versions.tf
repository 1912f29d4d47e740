# Coffer in AWS: the same installation as template.yaml makes. README.md here and docs/deploying-on-aws.md say how to use it.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Tried with 5.100.0. Releases 6 changed resources and were not tried.
      version = ">= 5.80, < 6.0"
    }
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}
