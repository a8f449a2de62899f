using System.Text.Json.Nodes;

namespace Onair.Operator.HlsBroadcasts.Credentials;

/// <summary>
/// The session policy of an encoder: it uploads to its own folder, in one request or in parts, and does nothing else. "Required permissions for
/// Amazon S3 API operations" (S3 user guide) has the actions, "Session policies" (IAM user guide) what the policy does. Pure.
/// </summary>
internal static class UploadPolicy
{
    /// <summary>The policy's text, far below the 2,048 characters that STS takes.</summary>
    /// <param name="roleArn">ARN of the role, for its partition.</param>
    /// <param name="folder">The folder.</param>
    public static string For(string roleArn, S3Location folder) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"),
            ["Resource"] = $"arn:{roleArn.Split(':')[1]}:s3:::{folder.Bucket}/{folder.Key}/*",
        }),
    }.ToJsonString();
}
