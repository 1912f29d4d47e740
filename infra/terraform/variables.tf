variable "name" {
  description = "What functions, roles, alarms and the like are called after."
  type        = string
  default     = "coffer"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.name))
    error_message = "The name is up to 20 lower-case letters, digits and dashes, the first a letter."
  }
}

variable "packaging" {
  description = "How functions/*/target/function.zip were built: jvm or native."
  type        = string
  default     = "jvm"

  validation {
    condition     = contains(["jvm", "native"], var.packaging)
    error_message = "The packaging is jvm or native."
  }
}

variable "java_runtime" {
  description = "Which of Lambda's Java runtimes JVM zips run on. java21 is the newest that releases 5.x of the AWS provider know."
  type        = string
  default     = "java21"
}

variable "architecture" {
  description = "What functions and streaming endpoint run on: arm64 or x86_64. Native zips and the image must be built for it."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The architecture is arm64 or x86_64."
  }
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
  default     = 30
}

variable "table_prefix" {
  description = "What the tables' names start with. Two installations in one account and region need two prefixes."
  type        = string
  default     = "coffer-"
}

variable "blob_prefix" {
  description = "What the blobs' keys start with in their bucket."
  type        = string
  default     = ""
}

variable "deletion_protection" {
  description = "Whether the tables refuse to be deleted."
  type        = bool
  default     = true
}

variable "keep_deleted_blob_days" {
  description = "For how many days the bytes of removed objects are kept, for tables restored to an earlier point in time. 0 keeps none."
  type        = number
  default     = 0
}

variable "bucket_names" {
  description = "Whose rules new buckets' names follow: aws, or filebase (no dots)."
  type        = string
  default     = "aws"
}

variable "network" {
  description = "Which network new buckets are on that say nothing of it: ipfs, where each object has a content id, or none."
  type        = string
  default     = "none"
}

variable "encrypt" {
  description = "Which objects Coffer encrypts itself before they are stored: asked or all."
  type        = string
  default     = "asked"
}

variable "small_object_bytes" {
  description = "Up to how many bytes an object is kept in DynamoDB with its metadata, instead of in S3."
  type        = number
  default     = 4096

  validation {
    condition     = var.small_object_bytes >= 0 && var.small_object_bytes <= 4096
    error_message = "There are 0 to 4096 bytes."
  }
}

variable "min_part_size" {
  description = "What every part but an upload's last must have, in bytes. S3 has 5 MiB."
  type        = number
  default     = 5242880
}

variable "abort_uploads_after_days" {
  description = "How many days after their beginning uploads are aborted that were not completed, unless a lifecycle rule of their bucket says when. 0 for never, as at S3."
  type        = number
  default     = 7
}

variable "throttle_rate" {
  description = "Requests per second that the gateway lets through to each route, all accounts together; more are answered 429."
  type        = number
  default     = 200
}

variable "throttle_burst" {
  description = "Requests that it lets through at once."
  type        = number
  default     = 400
}

variable "domain" {
  description = <<-TEXT
    A domain of your own, such as s3.example.com; buckets are served at BUCKET.DOMAIN too.
    certificate_arn: of this region, for the domain and *.domain.
    zone_id: the Route 53 zone of its records, null where they are made elsewhere.
    cloudfront_certificate_arn: of us-east-1; with it CloudFront stands before the gateway and redirects plain HTTP to HTTPS.
    web_acl_arn: of AWS WAF, in us-east-1; CloudFront asks it about every request.
  TEXT
  type = object({
    name                       = string
    certificate_arn            = string
    zone_id                    = optional(string)
    cloudfront_certificate_arn = optional(string)
    web_acl_arn                = optional(string)
  })
  default = null
}

variable "alarm_email" {
  description = "Who is told by e-mail when an alarm goes off. Needs a confirmation."
  type        = string
  default     = null
}

variable "alarm_topic_arn" {
  description = "An SNS topic that is told instead."
  type        = string
  default     = null
}

variable "reclaim_age_alarm_seconds" {
  description = "How long bytes that nobody points to may wait for their removal before an alarm goes off. Five to ten minutes are usual."
  type        = number
  default     = 3600
}

variable "deployment" {
  description = "How requests move to new versions of the functions: AllAtOnce, or one of CodeDeploy's ways for Lambda such as Canary10Percent5Minutes."
  type        = string
  default     = "AllAtOnce"

  # Those that end within the half hour for which the AWS CLI waits.
  validation {
    condition = contains([
      "AllAtOnce",
      "Canary10Percent5Minutes", "Canary10Percent10Minutes", "Canary10Percent15Minutes",
      "Linear10PercentEvery1Minute", "Linear10PercentEvery2Minutes",
    ], var.deployment)
    error_message = "The deployment is AllAtOnce, Canary10Percent5Minutes, ...10Minutes or ...15Minutes, Linear10PercentEvery1Minute or ...2Minutes."
  }
}

variable "tracing" {
  description = "Whether functions send traces to AWS X-Ray, of the first request in a second and of a twentieth of the others."
  type        = bool
  default     = false
}

variable "operation_metrics" {
  description = "Whether functions count requests in CloudWatch by operation and class of status. Each such pair is a metric that is paid for."
  type        = bool
  default     = false
}

variable "dashboard" {
  description = "Whether there is a dashboard in CloudWatch. An account has three of them free."
  type        = bool
  default     = false
}

variable "streaming" {
  description = <<-TEXT
    The streaming endpoint: a service on Fargate that carries what functions cannot.
    image: of ./coffer dist --image, in a registry. domain: such as s3-stream.example.com, not one below the API's domain, where names are buckets.
    certificate_arn: of this region, for the domain and *.domain. subnet_ids: in two or more zones, for load balancer and tasks.
    assign_public_ip: what tasks need in subnets without a NAT gateway or VPC endpoints. cpu, memory: Fargate's units and MB.
    max_count: up to how many tasks auto-scaling may start; null for none more than count.
  TEXT
  type = object({
    image            = string
    domain           = string
    certificate_arn  = string
    zone_id          = optional(string)
    vpc_id           = string
    subnet_ids       = list(string)
    internal         = optional(bool, false)
    assign_public_ip = optional(bool, true)
    cpu              = optional(number, 1024)
    memory           = optional(number, 2048)
    count            = optional(number, 2)
    max_count        = optional(number)
  })
  default = null
}

variable "tags" {
  description = "Tags of everything that takes tags."
  type        = map(string)
  default     = {}
}

variable "functions_directory" {
  description = "Where the functions' statements and zips are; null for this repository's functions directory."
  type        = string
  default     = null
}
