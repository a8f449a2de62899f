namespace Onair.Tests.Unit.Docs;

/// <summary>The IAM policy of docs/install.md permits what the operator calls.</summary>
public sealed class IamPolicyTests
{
    private static readonly string[] Rows = [.. File.ReadLines(Path.Combine(Checkout.Root, "docs", "install.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    // Where the permission is not named after the operation: "Required permissions for Amazon S3 API operations" and SQS's "API permissions".
    private static readonly Dictionary<string, string> Permissions = new(StringComparer.Ordinal)
    {
        ["s3:CompleteMultipartUpload"] = "PutObject",
        ["s3:CreateMultipartUpload"] = "PutObject",
        ["s3:DeleteObjects"] = "DeleteObject",
        ["s3:HeadBucket"] = "ListBucket",
        ["s3:HeadObject"] = "GetObject",
        ["s3:ListMultipartUploads"] = "ListBucketMultipartUploads",
        ["s3:ListObjectsV2"] = "ListBucket",
        ["s3:ListParts"] = "ListMultipartUploadParts",
        ["sqs:DeleteMessageBatch"] = "DeleteMessage",
    };

    public static TheoryData<string> Services => [.. OperatorCalls.All.Select(service => service.Key).Where(service => service != "sts")];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_call_of_the_operator_is_permitted(string service)
    {
        // A row names the service once: `medialive:CreateInput`, `DescribeInput`.
        var permitted = string.Concat(Rows.Where(row => row.StartsWith($"| `{service}:", StringComparison.Ordinal)));

        OperatorCalls.All[service]
            .Select(operation => Permissions.GetValueOrDefault($"{service}:{operation}", operation))
            .Where(action => !permitted.Contains($"`{action}`", StringComparison.Ordinal) && !permitted.Contains($"`{service}:{action}`", StringComparison.Ordinal))
            .ShouldBeEmpty($"docs/install.md does not permit these actions of {service}");
    }
}
