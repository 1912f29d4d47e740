/** What settings are made of. */
export interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** The secret, or what stands for it. */
  readonly secret: string;
  readonly bucket: string;
}

export interface Snippet {
  /** Where it goes, such as `~/.config/rclone/rclone.conf`. */
  readonly title: string;
  readonly text: string;
}

export interface Client {
  readonly id: string;
  readonly title: string;
  readonly snippets: readonly Snippet[];
}

/** Ready to paste. All of them use path style, which works with and without a domain of the endpoint's own. */
export function clientsOf(connection: Connection): Client[] {
  return [
    { id: "aws", title: "AWS CLI", snippets: awsCli(connection) },
    { id: "rclone", title: "rclone", snippets: rclone(connection) },
    { id: "python", title: "Python", snippets: python(connection) },
    { id: "javascript", title: "JavaScript", snippets: javaScript(connection) },
    { id: "java", title: "Java", snippets: java(connection) },
    { id: "terraform", title: "Terraform", snippets: terraform(connection) },
    { id: "restic", title: "restic", snippets: restic(connection) },
    { id: "s3cmd", title: "s3cmd", snippets: s3cmd(connection) },
    { id: "mc", title: "MinIO client", snippets: minioClient(connection) },
    { id: "go", title: "Go", snippets: go(connection) },
    { id: "registry", title: "Docker registry", snippets: registry(connection) },
  ];
}

function awsCli({ endpoint, region, accessKeyId, secret }: Connection): Snippet[] {
  return [
    {
      title: "Make a profile, in a shell",
      text: `aws configure set profile.coffer.aws_access_key_id ${shell(accessKeyId)}
aws configure set profile.coffer.aws_secret_access_key ${shell(secret)}
aws configure set profile.coffer.region ${shell(region)}
aws configure set profile.coffer.endpoint_url ${shell(endpoint)}
aws configure set profile.coffer.s3.addressing_style path
aws configure set profile.coffer.s3.signature_version s3v4`,
    },
    { title: "Use it", text: "aws --profile coffer s3 ls" },
  ];
}

function rclone({ endpoint, region, accessKeyId, secret }: Connection): Snippet[] {
  return [
    {
      title: "Add to ~/.config/rclone/rclone.conf",
      text: `[coffer]
type = s3
provider = Other
access_key_id = ${accessKeyId}
secret_access_key = ${secret}
region = ${region}
endpoint = ${endpoint}
force_path_style = true`,
    },
    { title: "Use it", text: "rclone lsd coffer:" },
  ];
}

function python({ endpoint, region, accessKeyId, secret }: Connection): Snippet[] {
  return [
    {
      title: "With boto3",
      text: `import boto3
from botocore.config import Config

s3 = boto3.client(
    "s3",
    endpoint_url=${quoted(endpoint)},
    region_name=${quoted(region)},
    aws_access_key_id=${quoted(accessKeyId)},
    aws_secret_access_key=${quoted(secret)},
    config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
)
print([bucket["Name"] for bucket in s3.list_buckets()["Buckets"]])`,
    },
  ];
}

function javaScript({ endpoint, region, accessKeyId, secret }: Connection): Snippet[] {
  return [
    {
      title: "With @aws-sdk/client-s3, version 3",
      text: `import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client({
  endpoint: ${quoted(endpoint)},
  region: ${quoted(region)},
  forcePathStyle: true,
  credentials: {
    accessKeyId: ${quoted(accessKeyId)},
    secretAccessKey: ${quoted(secret)},
  },
});
const { Buckets } = await s3.send(new ListBucketsCommand({}));
console.log(Buckets.map((bucket) => bucket.Name));`,
    },
  ];
}

function java({ endpoint, region, accessKeyId, secret }: Connection): Snippet[] {
  return [
    {
      title: "With software.amazon.awssdk:s3, version 2",
      text: `import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class Buckets {
    public static void main(String[] args) {
        S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(${quoted(endpoint)}))
                .region(Region.of(${quoted(region)}))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        ${quoted(accessKeyId)},
                        ${quoted(secret)})))
                .build();
        s3.listBuckets().buckets().forEach(bucket -> System.out.println(bucket.name()));
    }
}`,
    },
  ];
}

function terraform({ endpoint, region, accessKeyId, secret, bucket }: Connection): Snippet[] {
  return [
    {
      title: "State in a bucket: backend.tf, Terraform 1.10 or newer",
      text: `terraform {
  backend "s3" {
    bucket       = ${quoted(bucket)}
    key          = "terraform.tfstate"
    region       = ${quoted(region)}
    use_lockfile = true

    endpoints                   = { s3 = ${quoted(endpoint)} }
    use_path_style              = true
    skip_credentials_validation = true
    skip_metadata_api_check     = true
    skip_region_validation      = true
    skip_requesting_account_id  = true
  }
}`,
    },
    { title: "In the shell that runs terraform init", text: exported(accessKeyId, secret) },
  ];
}

function restic({ endpoint, region, accessKeyId, secret, bucket }: Connection): Snippet[] {
  return [
    {
      title: "In a shell",
      text: `${exported(accessKeyId, secret)}
export AWS_DEFAULT_REGION=${shell(region)}
export RESTIC_REPOSITORY=${shell(`s3:${endpoint}/${bucket}/restic`)}`,
    },
    {
      title: "Make the repository, and a first backup",
      text: `restic -o s3.bucket-lookup=path init
restic -o s3.bucket-lookup=path backup ~/Documents`,
    },
  ];
}

function s3cmd({ endpoint, region, accessKeyId, secret }: Connection): Snippet[] {
  const { host, protocol } = new URL(endpoint);
  return [
    {
      title: "Put into ~/.s3cfg",
      text: `[default]
# ${endpoint}, in path style: host_bucket has no bucket
host_base = ${host}
host_bucket = ${host}
use_https = ${protocol === "https:" ? "True" : "False"}
bucket_location = ${region}
access_key = ${accessKeyId}
secret_key = ${secret}`,
    },
    { title: "Use it", text: "s3cmd ls" },
  ];
}

function minioClient({ endpoint, region, accessKeyId, secret, bucket }: Connection): Snippet[] {
  return [
    {
      title: "Make an alias, in a shell",
      text: `export MC_REGION=${shell(region)}
mc alias set coffer ${shell(endpoint)} ${shell(accessKeyId)} ${shell(secret)} --api S3v4 --path on`,
    },
    { title: "Use it", text: `mc ls coffer\nmc cp --recursive ./Documents coffer/${bucket}/` },
  ];
}

function go({ endpoint, region, accessKeyId, secret }: Connection): Snippet[] {
  return [
    {
      title: "With github.com/aws/aws-sdk-go-v2",
      text: `package main

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func main() {
	client := s3.New(s3.Options{
		BaseEndpoint: aws.String(${quoted(endpoint)}),
		Region:       ${quoted(region)},
		UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider(
			${quoted(accessKeyId)},
			${quoted(secret)}, ""),
	})
	listed, err := client.ListBuckets(context.Background(), &s3.ListBucketsInput{})
	if err != nil {
		log.Fatal(err)
	}
	for _, bucket := range listed.Buckets {
		fmt.Println(aws.ToString(bucket.Name))
	}
}`,
    },
  ];
}

function registry({ endpoint, region, accessKeyId, secret, bucket }: Connection): Snippet[] {
  return [
    {
      title: "Under storage in the registry's config.yml",
      text: `storage:
  s3:
    regionendpoint: ${quoted(endpoint)}
    region: ${quoted(region)}
    bucket: ${quoted(bucket)}
    accesskey: ${quoted(accessKeyId)}
    secretkey: ${quoted(secret)}
    forcepathstyle: true
  delete:
    enabled: true`,
    },
  ];
}

function exported(accessKeyId: string, secret: string): string {
  return `export AWS_ACCESS_KEY_ID=${shell(accessKeyId)}\nexport AWS_SECRET_ACCESS_KEY=${shell(secret)}`;
}

/** A word of a shell; quoted only if that is needed. */
function shell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A string of Python, JavaScript, Java and HCL alike. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
