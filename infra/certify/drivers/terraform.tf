terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
  backend "s3" {
    bucket                      = "BUCKET"
    key                         = "terraform.tfstate"
    region                      = "REGION"
    use_lockfile                = true
    endpoints                   = { s3 = "ENDPOINT" }
    use_path_style              = true
    skip_credentials_validation = true
    skip_metadata_api_check     = true
    skip_region_validation      = true
    skip_requesting_account_id  = true
  }
}

provider "aws" {
  region                      = "REGION"
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
  endpoints {
    s3        = "ENDPOINT"
    s3control = "ENDPOINT"
  }
}

variable "hold" {
  type    = number
  default = 0
}

# Keeps the lock while another Terraform asks for it.
resource "terraform_data" "hold" {
  count            = var.hold > 0 ? 1 : 0
  triggers_replace = var.hold
  provisioner "local-exec" {
    command = "sleep ${var.hold}"
  }
}

resource "aws_s3_bucket" "it" {
  bucket        = "BUCKET-tf"
  force_destroy = true
  tags          = { made = "by Terraform" }
}

resource "aws_s3_bucket_versioning" "it" {
  bucket = aws_s3_bucket.it.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "it" {
  bucket                  = aws_s3_bucket.it.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_cors_configuration" "it" {
  bucket = aws_s3_bucket.it.id
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["https://example.com"]
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "it" {
  bucket = aws_s3_bucket.it.id
  rule {
    id     = "old"
    status = "Enabled"
    filter {
      prefix = "tmp/"
    }
    expiration {
      days = 7
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "it" {
  bucket = aws_s3_bucket.it.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_object" "it" {
  bucket  = aws_s3_bucket.it.id
  key     = "made/by+terraform"
  content = "certified"
  tags    = { kind = "test" }
}

data "aws_s3_object" "back" {
  bucket = aws_s3_bucket.it.id
  key    = aws_s3_object.it.key
}

output "length" {
  value = data.aws_s3_object.back.content_length
}
