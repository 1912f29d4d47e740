# The master key and the first access key pair, which a secret keeps in the format of credential_process. Terraform calls the function once,
# when everything is there.

resource "aws_secretsmanager_secret" "first_keys" {
  name_prefix = "${var.name}-first-keys-"
  description = "The first access key pair of Coffer, tables ${var.table_prefix}*, as credential_process wants it"
  tags        = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_lambda_invocation" "first_keys" {
  function_name = aws_lambda_function.all["setup"].function_name
  qualifier     = aws_lambda_alias.live["setup"].name
  input         = "{}"
}
