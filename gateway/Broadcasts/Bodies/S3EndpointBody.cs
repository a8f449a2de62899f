using System.Text.Json.Serialization;

namespace Onair.Gateway.Broadcasts.Bodies;

/// <summary>A folder in S3 with temporary credentials that allow uploads to it.</summary>
internal sealed record S3EndpointBody
{
    /// <summary>The access key id.</summary>
    [JsonPropertyName("aws_access_key_id")]
    public required string AccessKeyId { get; init; }

    /// <summary>The secret access key.</summary>
    [JsonPropertyName("aws_secret_access_key")]
    public required string SecretAccessKey { get; init; }

    /// <summary>The session token.</summary>
    [JsonPropertyName("aws_session_token")]
    public required string SessionToken { get; init; }

    /// <summary>For how many seconds the credentials are valid.</summary>
    [JsonPropertyName("aws_expiration")]
    public required long Expiration { get; init; }

    /// <summary>The bucket.</summary>
    [JsonPropertyName("s3_bucket_name")]
    public required string BucketName { get; init; }

    /// <summary>The folder in the bucket, without slashes at its ends.</summary>
    [JsonPropertyName("s3_bucket_path")]
    public required string BucketPath { get; init; }

    /// <summary>The region of the bucket.</summary>
    [JsonPropertyName("s3_bucket_region")]
    public required string BucketRegion { get; init; }
}
