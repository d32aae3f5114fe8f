package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.iam.StoredUser.StoredLogin;
import dev.sila.localcloud.wire.Caller;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.ChangePasswordRequest;
import software.amazon.awssdk.services.iam.model.ChangePasswordResponse;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.GetLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.GetLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.LoginProfile;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileResponse;

/** Passwords of users for the console. */
final class LoginProfiles {
    private final Store store;
    private final PasswordRules rules;

    LoginProfiles(Store store, PasswordRules rules) {
        this.store = store;
        this.rules = rules;
    }

    public CreateLoginProfileResponse createLoginProfile(
            CreateLoginProfileRequest request, Caller caller) {
        StoredUser user = store.userOr(request.userName(), caller);
        if (user.login != null) {
            throw Refusals.alreadyExists(
                    "Login Profile for user " + user.name + " already exists.");
        }
        String password =
                Checks.length("password", Checks.required("password", request.password()), 1, 128);
        rules.check(password);
        user.login =
                new StoredLogin(
                        store.now(),
                        password,
                        Boolean.TRUE.equals(request.passwordResetRequired()));
        return CreateLoginProfileResponse.builder().loginProfile(shown(user, user.login)).build();
    }

    public GetLoginProfileResponse getLoginProfile(GetLoginProfileRequest request, Caller caller) {
        StoredUser user = store.userOr(request.userName(), caller);
        return GetLoginProfileResponse.builder().loginProfile(shown(user, login(user))).build();
    }

    public UpdateLoginProfileResponse updateLoginProfile(UpdateLoginProfileRequest request) {
        StoredUser user = store.users.get(request.userName());
        StoredLogin login = login(user);
        @Nullable String password = request.password();
        if (password != null) {
            rules.check(Checks.length("password", password, 1, 128));
            login.password = password;
        }
        if (request.passwordResetRequired() != null) {
            login.resetRequired = request.passwordResetRequired();
        }
        return UpdateLoginProfileResponse.builder().build();
    }

    public DeleteLoginProfileResponse deleteLoginProfile(
            DeleteLoginProfileRequest request, Caller caller) {
        StoredUser user = store.userOr(request.userName(), caller);
        login(user);
        user.login = null;
        return DeleteLoginProfileResponse.builder().build();
    }

    /** Of the user who calls. */
    public ChangePasswordResponse changePassword(ChangePasswordRequest request, Caller caller) {
        StoredUser user =
                store.userOfKey(caller.accessKeyId())
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "InvalidUserType",
                                        "Only an IAM user can change its password."));
        StoredLogin login = login(user);
        String old = Checks.required("oldPassword", request.oldPassword());
        String fresh = Checks.required("newPassword", request.newPassword());
        if (!old.equals(login.password)) {
            throw new AwsFailure("InvalidPassword", "The old password was incorrect.", 403);
        }
        rules.check(fresh);
        login.password = fresh;
        login.resetRequired = false;
        return ChangePasswordResponse.builder().build();
    }

    private static StoredLogin login(StoredUser user) {
        if (user.login == null) {
            throw Refusals.noSuchEntity(
                    "Login Profile for User " + user.name + " cannot be found.");
        }
        return user.login;
    }

    private static LoginProfile shown(StoredUser user, StoredLogin login) {
        return LoginProfile.builder()
                .userName(user.name)
                .createDate(login.created)
                .passwordResetRequired(login.resetRequired)
                .build();
    }
}
