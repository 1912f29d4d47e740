#!/usr/bin/env bash
# Terraform: its state in a bucket with a lock file, and the AWS provider's resources of buckets. TERRAFORM_PLUGIN_DIR names a directory
# of providers that is asked instead of the registry.
. "$DRIVERS/lib.sh"

export TF_CLI_CONFIG_FILE=$PWD/terraformrc TF_IN_AUTOMATION=1 TF_INPUT=0 CHECKPOINT_DISABLE=1
touch terraformrc
version() {
    need terraform
    terraform version
}
tf() { terraform -chdir=configuration "$@" -no-color; }

job_purpose() {
    mkdir configuration
    sed -e "s|BUCKET|$BUCKET|g" -e "s|ENDPOINT|$S3_URL|g" -e "s|REGION|$AWS_DEFAULT_REGION|g" "$DRIVERS/terraform.tf" \
        > configuration/main.tf
    tf init ${TERRAFORM_PLUGIN_DIR:+-plugin-dir="$TERRAFORM_PLUGIN_DIR"} > init 2>&1 || {
        grep -q 'registry' init && not_applicable "the provider cannot be had: $(grep -m1 -i 'error' init)"
        cat init
        exit 1
    }
    tf apply -auto-approve
    equal 0 "$(tf plan -detailed-exitcode > plan && echo 0 || echo $?)" "a plan after apply changes nothing"
    grep -q '"resources"' <(tf state pull) || fail "the state is not in the bucket"
    tf apply -auto-approve -var hold=20 > held 2>&1 &
    until grep -q 'Still creating\|Creating' held; do kill -0 $! 2> /dev/null || { cat held; exit 1; }; done
    refused 'Error acquiring the state lock' terraform -chdir=configuration apply -auto-approve -no-color
    wait $!
    tf destroy -auto-approve
}

main "$@"
