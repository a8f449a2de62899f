using System.Text;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;
using Onair.Emulator.Sts.Policies;

namespace Onair.Emulator.S3;

/// <summary>PutBucketPolicy, GetBucketPolicy and DeleteBucketPolicy.</summary>
internal static class BucketPolicyOperations
{
    /// <summary>"Bucket policies for Amazon S3": at most 20 KB.</summary>
    private const int Largest = 20 * 1024;

    public static async Task PutAsync(S3Request request, Bucket bucket)
    {
        var text = await ReadAsync(request);
        PolicyDocument policy;
        try
        {
            policy = PolicyParser.Parse(text, isResourceBased: true);
        }
        catch (PolicyException error)
        {
            throw Malformed(error.Message);
        }

        var own = $"arn:aws:s3:::{bucket.Record.Name}";
        var foreign = policy.Statements.SelectMany(s => s.Resources)
            .FirstOrDefault(r => r != own && !r.StartsWith(own + "/", StringComparison.Ordinal));
        if (foreign is not null) throw Malformed($"Policy has invalid resource: \"{foreign}\" is not in the bucket {bucket.Record.Name}");
        bucket.Configure(b => b with { Policy = text });
        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public static Task GetAsync(S3Request request, Bucket bucket)
    {
        if (bucket.Record.Policy is not { } text)
        {
            throw new AwsException(404, "NoSuchBucketPolicy", "The bucket policy does not exist")
            {
                Details = new Dictionary<string, string> { ["BucketName"] = bucket.Record.Name },
            };
        }

        var response = request.Context.Response;
        var body = Encoding.UTF8.GetBytes(text);
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, request.Aborted).AsTask();
    }

    public static void Delete(S3Request request, Bucket bucket)
    {
        bucket.Configure(b => b with { Policy = null });
        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task<string> ReadAsync(S3Request request)
    {
        using var reader = new StreamReader(request.Context.Request.Body, Encoding.UTF8);
        var buffer = new char[Largest + 1];
        var read = await reader.ReadBlockAsync(buffer, request.Aborted);
        return read <= Largest
            ? new string(buffer, 0, read)
            : throw new AwsException(400, "PolicyTooLarge", $"Normalized policy document exceeds the maximum allowed size of {Largest} bytes.");
    }

    private static AwsException Malformed(string what) => new(400, "MalformedPolicy", what);
}
