output "endpoint" {
  description = "Where S3 clients find the API, in path style."
  value       = local.endpoint
}

output "first_keys" {
  description = "Prints the first access key pair."
  value       = "aws secretsmanager get-secret-value --region ${data.aws_region.current.id} --secret-id ${aws_secretsmanager_secret.first_keys.id} --query SecretString --output text"
}

output "console" {
  description = "The web console."
  value       = aws_apigatewayv2_api.all["console"].api_endpoint
}

output "streaming_endpoint" {
  description = "Where S3 clients find what functions cannot carry; null where there is none."
  value       = try("https://${var.streaming.domain}", null)
}

output "domain_targets" {
  description = "What the records of the domain and *.domain point to, where they are made elsewhere."
  value = {
    for style, domain in local.domains : domain => (length(local.distributions) > 0
      ? aws_cloudfront_distribution.all[style].domain_name
    : aws_apigatewayv2_domain_name.all[style].domain_name_configuration[0].target_domain_name)
  }
}

output "streaming_domain_target" {
  description = "What the records of the streaming domain and *.domain point to; null where there is none."
  value       = try(aws_lb.streaming[0].dns_name, null)
}

output "table_prefix" {
  description = "What the tables' names start with."
  value       = var.table_prefix
}

output "blob_bucket" {
  description = "The bucket of the blobs."
  value       = aws_s3_bucket.blobs.id
}

output "key_arn" {
  description = "The key that wraps the master key, for ./coffer keys --kms-key."
  value       = aws_kms_key.master.arn
}
