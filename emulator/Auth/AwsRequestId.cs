namespace Onair.Emulator.Auth;

/// <summary>The request id in the response, in the header that the service uses.</summary>
internal static class AwsRequestId
{
    /// <summary>Sets the header and returns the id.</summary>
    public static string Set(HttpContext context, string service)
    {
        var name = service == "s3" ? "x-amz-request-id" : "x-amzn-RequestId";
        if (context.Response.Headers[name] is [{ } known, ..]) return known;
        var id = service == "s3" ? AwsIds.Random(16) : Guid.NewGuid().ToString();
        context.Response.Headers[name] = id;
        if (service == "s3") context.Response.Headers["x-amz-id-2"] = "onair";
        return id;
    }
}
