namespace LoraParity.Verification.Tests;

/// <summary>The failure that Verify reports; its type is Verify's own secret.</summary>
internal static class VerifyFailure
{
    public static async Task<Exception> OfAsync(Func<Task> verify)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(verify);
        Assert.Equal("VerifyException", failure.GetType().Name);
        return failure;
    }
}
