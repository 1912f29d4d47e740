# A domain of your own: DOMAIN for path style, *.DOMAIN for virtual-hosted style. CloudFront may be in front of both, and
# of the streaming endpoint.

locals {
  domains        = var.domain == null ? {} : { path-style = var.domain.name, virtual-hosted = "*.${var.domain.name}" }
  distributions  = try(var.domain.cloudfront_certificate_arn, null) == null ? {} : local.domains
  front          = var.streaming == null ? {} : local.distributions
  domain_records = try(var.domain.zone_id, null) == null ? {} : local.domains

  # All of CloudFront is in one zone.
  cloudfront_zone_id = "Z2FDTNDATAQYW2"
}

resource "aws_apigatewayv2_domain_name" "all" {
  for_each = local.domains

  domain_name = each.value
  tags        = var.tags

  domain_name_configuration {
    certificate_arn = var.domain.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "all" {
  for_each = local.domains

  api_id      = aws_apigatewayv2_api.all[each.key].id
  domain_name = aws_apigatewayv2_domain_name.all[each.key].id
  stage       = aws_apigatewayv2_stage.all[each.key].id
}

# With the streaming endpoint there is one address for objects of every size.
resource "aws_cloudfront_function" "viewer_request" {
  count = length(local.front) > 0 ? 1 : 0

  name    = "${var.name}-viewer-request"
  comment = "Chooses between gateway and streaming endpoint"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/../front/viewer-request.js")
}

# A signature covers Host, so the viewer's must reach the gateway as it came, and the gateway must know that very name: hence the policy
# AllViewer, and the need of a domain. Nothing is cached, errors neither, which CloudFront would keep for ten seconds: who was told that a
# key is missing would not see it written.
resource "aws_cloudfront_distribution" "all" {
  for_each = local.distributions

  enabled      = true
  comment      = "Coffer, ${each.key}: https://${each.value}"
  aliases      = [each.value]
  http_version = "http2"
  web_acl_id   = var.domain.web_acl_arn
  tags         = var.tags

  viewer_certificate {
    acm_certificate_arn      = var.domain.cloudfront_certificate_arn
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }

  origin {
    origin_id   = "gateway"
    domain_name = aws_apigatewayv2_domain_name.all[each.key].domain_name_configuration[0].target_domain_name

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }

    dynamic "custom_header" {
      for_each = length(local.front) > 0 ? [1] : []
      content {
        name  = "x-front-failover"
        value = "1"
      }
    }
  }

  dynamic "origin" {
    for_each = length(local.front) > 0 ? [1] : []
    content {
      origin_id   = "streaming"
      domain_name = var.streaming.domain

      custom_origin_config {
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = "https-only"
        origin_ssl_protocols   = ["TLSv1.2"]
        origin_read_timeout    = 60
      }
    }
  }

  default_cache_behavior {
    target_origin_id         = "gateway"
    viewer_protocol_policy   = "redirect-to-https"
    allowed_methods          = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]
    cached_methods           = ["GET", "HEAD"]
    compress                 = false
    cache_policy_id          = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" # AWS's CachingDisabled
    origin_request_policy_id = "216adef6-5c7f-47e4-b989-5492eafa07d3" # AWS's AllViewer: every header, Host too, and the query

    dynamic "function_association" {
      for_each = aws_cloudfront_function.viewer_request
      content {
        event_type   = "viewer-request"
        function_arn = function_association.value.arn
      }
    }
  }

  dynamic "custom_error_response" {
    for_each = toset([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504])
    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 0
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
}

resource "aws_route53_record" "domain" {
  for_each = local.domain_records

  zone_id = var.domain.zone_id
  name    = each.value
  type    = "A"

  alias {
    name = (length(local.distributions) > 0
      ? aws_cloudfront_distribution.all[each.key].domain_name
    : aws_apigatewayv2_domain_name.all[each.key].domain_name_configuration[0].target_domain_name)
    zone_id = (length(local.distributions) > 0
      ? local.cloudfront_zone_id
    : aws_apigatewayv2_domain_name.all[each.key].domain_name_configuration[0].hosted_zone_id)
    evaluate_target_health = false
  }
}
