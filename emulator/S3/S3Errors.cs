using Onair.Emulator.Auth;

namespace Onair.Emulator.S3;

/// <summary>S3's errors by name, with S3's texts.</summary>
internal static class S3Errors
{
    public static AwsException NoSuchBucket(string bucket) => new(404, "NoSuchBucket", "The specified bucket does not exist")
    {
        Details = new Dictionary<string, string> { ["BucketName"] = bucket },
    };

    public static AwsException NoSuchKey(string key) => new(404, "NoSuchKey", "The specified key does not exist.")
    {
        Details = new Dictionary<string, string> { ["Key"] = key },
    };

    public static AwsException NoSuchUpload(string id) => new(404, "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.")
    {
        Details = new Dictionary<string, string> { ["UploadId"] = id },
    };

    public static AwsException InvalidRange(string range, long size) => new(416, "InvalidRange",
        "The requested range is not satisfiable")
    {
        Details = new Dictionary<string, string>
        {
            ["RangeRequested"] = range,
            ["ActualObjectSize"] = size.ToString(System.Globalization.CultureInfo.InvariantCulture),
        },
        Headers = new Dictionary<string, string> { ["Content-Range"] = $"bytes */{size}" },
    };

    public static AwsException PreconditionFailed(string condition) => new(412, "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold")
    {
        Details = new Dictionary<string, string> { ["Condition"] = condition },
    };

    public static AwsException InvalidArgument(string name, string value, string message) => new(400, "InvalidArgument", message)
    {
        Details = new Dictionary<string, string> { ["ArgumentName"] = name, ["ArgumentValue"] = value },
    };

    public static AwsException InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static AwsException MalformedXml() => new(400, "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema");

    public static AwsException BadDigest(string what) => new(400, "BadDigest",
        $"The {what} you specified did not match the calculated checksum.");

    public static AwsException AccessDenied(string message) => new(403, "AccessDenied", message);

    public static AwsException NotImplemented(string what) => new(501, "NotImplemented",
        $"A header or parameter you provided implies functionality that is not implemented: {what}");

    public static AwsException MethodNotAllowed() => new(405, "MethodNotAllowed",
        "The specified method is not allowed against this resource.");
}
