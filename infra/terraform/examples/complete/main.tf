# The API at a domain of your own behind CloudFront and a limit for each address, alarms by e-mail, and a streaming endpoint for large objects.

variable "zone_id" {
  description = "The Route 53 zone of example.com."
  type        = string
}

variable "certificate_arn" {
  description = "A certificate of this region for s3.example.com, *.s3.example.com, s3-stream.example.com and *.s3-stream.example.com."
  type        = string
}

variable "cloudfront_certificate_arn" {
  description = "A certificate of us-east-1 for s3.example.com and *.s3.example.com."
  type        = string
}

variable "image" {
  description = "The image of ./coffer dist --image, in a registry of yours."
  type        = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  description = "Public subnets of the VPC in two zones."
  type        = list(string)
}

provider "aws" {}

# What stands before CloudFront belongs to this region.
provider "aws" {
  alias  = "global"
  region = "us-east-1"
}

# The gateway's rate is for everybody together: one address is kept from using it up. 5,000 requests in five minutes are 16 a second.
resource "aws_wafv2_web_acl" "coffer" {
  provider = aws.global
  name     = "coffer"
  scope    = "CLOUDFRONT"

  default_action {
    allow {}
  }

  rule {
    name     = "rate-of-an-address"
    priority = 0

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = 5000
        aggregate_key_type = "IP"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "coffer-rate-of-an-address"
      sampled_requests_enabled   = false
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "coffer"
    sampled_requests_enabled   = false
  }
}

module "coffer" {
  source = "../.."

  encrypt                = "all"
  keep_deleted_blob_days = 7
  alarm_email            = "operations@example.com"

  domain = {
    name                       = "s3.example.com"
    certificate_arn            = var.certificate_arn
    zone_id                    = var.zone_id
    cloudfront_certificate_arn = var.cloudfront_certificate_arn
    web_acl_arn                = aws_wafv2_web_acl.coffer.arn
  }

  streaming = {
    image           = var.image
    domain          = "s3-stream.example.com"
    certificate_arn = var.certificate_arn
    zone_id         = var.zone_id
    vpc_id          = var.vpc_id
    subnet_ids      = var.subnet_ids
    max_count       = 6
  }

  tags = { application = "coffer" }
}

output "endpoint" {
  value = module.coffer.endpoint
}

output "console" {
  value = module.coffer.console
}

output "streaming_endpoint" {
  value = module.coffer.streaming_endpoint
}

output "first_keys" {
  value = module.coffer.first_keys
}

output "key_arn" {
  value = module.coffer.key_arn
}
