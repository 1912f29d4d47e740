# The streaming endpoint: the same operations in containers behind a Network Load Balancer, which has no limit of a body. It ends TLS with
# your certificate and begins it anew to the containers, which serve plain HTTP to loopback alone; their own certificates, made at their
# start, are good enough for it, as it checks none.

locals {
  streaming_count = var.streaming == null ? 0 : 1
  streaming_port  = 9443

  streaming_environment = var.streaming == null ? {} : {
    COFFER_HOST          = "0.0.0.0"
    COFFER_METADATA      = "dynamodb"
    COFFER_BLOBS         = "s3"
    COFFER_REGION        = data.aws_region.current.id
    COFFER_DOMAIN        = length(local.front) > 0 ? var.domain.name : var.streaming.domain
    COFFER_TABLE_PREFIX  = var.table_prefix
    COFFER_BLOB_BUCKET   = aws_s3_bucket.blobs.id
    COFFER_BLOB_PREFIX   = var.blob_prefix
    COFFER_KMS_KEY       = aws_kms_key.master.arn
    COFFER_BUCKET_NAMES  = var.bucket_names
    COFFER_NETWORK       = var.network
    COFFER_ENCRYPT       = var.encrypt
    COFFER_MIN_PART_SIZE = tostring(var.min_part_size)
    COFFER_CONSOLE_PORT  = "none"
    COFFER_CONSOLE_URL   = aws_apigatewayv2_api.all["console"].api_endpoint

    COFFER_SMALL_OBJECT_BYTES = tostring(var.small_object_bytes)

    COFFER_ABORT_UPLOADS_AFTER_DAYS = tostring(var.abort_uploads_after_days)
  }
}

resource "aws_lb" "streaming" {
  count = local.streaming_count

  name                             = "${var.name}-streaming"
  load_balancer_type               = "network"
  internal                         = var.streaming.internal
  subnets                          = var.streaming.subnet_ids
  security_groups                  = [aws_security_group.streaming_balancer[0].id]
  enable_cross_zone_load_balancing = true
  tags                             = var.tags
}

resource "aws_lb_target_group" "streaming" {
  count = local.streaming_count

  name        = "${var.name}-streaming"
  vpc_id      = var.streaming.vpc_id
  target_type = "ip"
  protocol    = "TLS"
  port        = local.streaming_port
  tags        = var.tags

  # A task that stops finishes what is in flight; policies see the clients' addresses.
  deregistration_delay = 60
  preserve_client_ip   = "true"

  health_check {
    protocol = "HTTPS"
    path     = "/_health/ready"
    interval = 30
  }
}

resource "aws_lb_listener" "streaming" {
  count = local.streaming_count

  load_balancer_arn = aws_lb.streaming[0].arn
  port              = 443
  protocol          = "TLS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.streaming.certificate_arn
  tags              = var.tags

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.streaming[0].arn
  }
}

# CloudFront hands on Host, and then wants a certificate for that name, or for the origin's own.
resource "aws_lb_listener_certificate" "front" {
  count = length(local.front) > 0 ? 1 : 0

  listener_arn    = aws_lb_listener.streaming[0].arn
  certificate_arn = var.domain.certificate_arn
}

resource "aws_security_group" "streaming_balancer" {
  count = local.streaming_count

  name_prefix = "${var.name}-streaming-balancer-"
  description = "Who reaches the load balancer of the streaming endpoint of Coffer"
  vpc_id      = var.streaming.vpc_id
  tags        = var.tags

  ingress {
    description = "HTTPS"
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    description = "Tasks"
    protocol    = "tcp"
    from_port   = local.streaming_port
    to_port     = local.streaming_port
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "streaming_task" {
  count = local.streaming_count

  name_prefix = "${var.name}-streaming-task-"
  description = "Who reaches the tasks of the streaming endpoint of Coffer, and whom they reach"
  vpc_id      = var.streaming.vpc_id
  tags        = var.tags

  ingress {
    description     = "The load balancer"
    protocol        = "tcp"
    from_port       = local.streaming_port
    to_port         = local.streaming_port
    security_groups = [aws_security_group.streaming_balancer[0].id]
  }

  egress {
    description = "Services of AWS"
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ecs_cluster" "streaming" {
  count = local.streaming_count

  name = "${var.name}-streaming"
  tags = var.tags
}

resource "aws_cloudwatch_log_group" "streaming" {
  count = local.streaming_count

  name_prefix       = "/ecs/${var.name}-streaming-"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

data "aws_iam_policy_document" "tasks" {
  for_each = toset(["task", "start"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    dynamic "condition" {
      for_each = each.key == "task" ? [1] : []
      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [data.aws_caller_identity.current.account_id]
      }
    }
  }
}

resource "aws_iam_role" "streaming" {
  count = local.streaming_count

  name_prefix        = "${var.name}-streaming-"
  assume_role_policy = data.aws_iam_policy_document.tasks["task"].json
  tags               = var.tags
}

resource "aws_iam_role_policy" "streaming" {
  count = local.streaming_count

  name   = "tables-blobs-and-key"
  role   = aws_iam_role.streaming[0].id
  policy = data.aws_iam_policy_document.statement["streaming"].json
}

# What the service itself needs to start a task.
resource "aws_iam_role" "streaming_start" {
  count = local.streaming_count

  name_prefix        = "${var.name}-streaming-start-"
  assume_role_policy = data.aws_iam_policy_document.tasks["start"].json
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "streaming_start" {
  count = local.streaming_count

  role       = aws_iam_role.streaming_start[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_ecs_task_definition" "streaming" {
  count = local.streaming_count

  family                   = "${var.name}-streaming"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.streaming.cpu
  memory                   = var.streaming.memory
  execution_role_arn       = aws_iam_role.streaming_start[0].arn
  task_role_arn            = aws_iam_role.streaming[0].arn
  tags                     = var.tags

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = upper(var.architecture)
  }

  volume {
    name = "data"
  }

  volume {
    name = "tmp"
  }

  container_definitions = jsonencode([{
    name                   = "coffer"
    image                  = var.streaming.image
    essential              = true
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    linuxParameters        = { initProcessEnabled = true, capabilities = { drop = ["ALL"] } }
    # Longer than the 30 seconds in which it finishes what is in flight.
    stopTimeout  = 45
    portMappings = [{ containerPort = local.streaming_port }]
    mountPoints = [
      { sourceVolume = "data", containerPath = "/data" },
      { sourceVolume = "tmp", containerPath = "/tmp" },
    ]
    environment = [for name, value in local.streaming_environment : { name = name, value = value }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.streaming[0].name
        awslogs-region        = data.aws_region.current.id
        awslogs-stream-prefix = "coffer"
      }
    }
  }])
}

resource "aws_ecs_service" "streaming" {
  count = local.streaming_count

  name                               = "${var.name}-streaming"
  cluster                            = aws_ecs_cluster.streaming[0].id
  launch_type                        = "FARGATE"
  task_definition                    = aws_ecs_task_definition.streaming[0].arn
  desired_count                      = var.streaming.count
  health_check_grace_period_seconds  = 60
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  tags                               = var.tags
  depends_on                         = [aws_lb_listener.streaming, aws_iam_role_policy.streaming]

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  load_balancer {
    container_name   = "coffer"
    container_port   = local.streaming_port
    target_group_arn = aws_lb_target_group.streaming[0].arn
  }

  network_configuration {
    assign_public_ip = var.streaming.assign_public_ip
    subnets          = var.streaming.subnet_ids
    security_groups  = [aws_security_group.streaming_task[0].id]
  }

  # Auto-scaling counts for itself: without max_count it keeps to count.
  lifecycle {
    ignore_changes = [desired_count]
  }
}

resource "aws_appautoscaling_target" "streaming" {
  count = local.streaming_count

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.streaming[0].name}/${aws_ecs_service.streaming[0].name}"
  min_capacity       = var.streaming.count
  max_capacity       = coalesce(var.streaming.max_count, var.streaming.count)
  tags               = var.tags
}

resource "aws_appautoscaling_policy" "streaming" {
  count = try(var.streaming.max_count, null) == null ? 0 : 1

  name               = "processors"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.streaming[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.streaming[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.streaming[0].resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

resource "aws_route53_record" "streaming" {
  for_each = try(var.streaming.zone_id, null) == null ? toset([]) : toset([var.streaming.domain, "*.${var.streaming.domain}"])

  zone_id = var.streaming.zone_id
  name    = each.value
  type    = "A"

  alias {
    name                   = aws_lb.streaming[0].dns_name
    zone_id                = aws_lb.streaming[0].zone_id
    evaluate_target_health = false
  }
}
